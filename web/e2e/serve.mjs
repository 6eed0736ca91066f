// Serves the real product for the browser tests: the program with its demo in a folder that is gone afterwards.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const port = process.argv[2] ?? "4173";
const root = join(import.meta.dirname, "..", "..");
const python = process.env["PYTHON"] ?? join(root, ".venv", "bin", "python");
const folder = mkdtempSync(join(tmpdir(), "vetsync-e2e-"));
// The database's own user has to get in, and two programs need not load the same demo.
chmodSync(folder, 0o711);
spawnSync(python, ["-m", "tests.contract.node", join(folder, "data")], { cwd: root, stdio: "inherit" });
const command = ["-m", "vetsync.app.cli", "run", "--demo", "--port", port, "--data-dir", join(folder, "data")];
const env = { ...process.env, VETSYNC_LOG_LEVEL: "WARNING" };
const program = spawn(python, command, { env, stdio: ["ignore", "inherit", "inherit"] });

program.on("exit", (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => program.kill("SIGTERM"));
