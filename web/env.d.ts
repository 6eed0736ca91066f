/// <reference types="vite/client" />
/** The tools' settings read a few variables; nothing else of Node is used here. */
declare const process: { env: Record<string, string | undefined> };
