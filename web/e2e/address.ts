const FIRST_PORT = 4173;

/** Where each worker has a program of its own, unless one is given that runs already. */
export const PORTS = [FIRST_PORT, FIRST_PORT + 1];
export const GIVEN = process.env["E2E_BASE_URL"];
export const ADDRESS = GIVEN ?? `http://127.0.0.1:${FIRST_PORT + Number(process.env["TEST_PARALLEL_INDEX"] ?? 0)}`;
