import { config, z } from "zod";

// Compiled checks need eval, which the content security policy forbids.
config({ jitless: true });

export { z };
