/**
 * Text that only its owner can read again. It is sealed with the public half of a key pair, which may lie in this
 * browser; the private half comes from the server with the owner's session, and is never kept.
 */
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;

export type PublicKey = Pick<JsonWebKey, "crv" | "kty" | "x" | "y">;

export interface Sealed {
  /** The public half of a pair that sealed this once and is gone. */
  by: PublicKey;
  text: string;
}

/** Only where the page came over https, or from this computer. */
export const canSeal = (): boolean => typeof crypto !== "undefined" && "subtle" in crypto && crypto.subtle !== undefined;

const halfOf = ({ crv, kty, x, y }: JsonWebKey): PublicKey => ({ crv, kty, x, y });
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const privateKey = (key: string): Promise<CryptoKey> => crypto.subtle.importKey("pkcs8", bytesOf(key), CURVE, true, ["deriveBits"]);
const publicKey = (key: PublicKey): Promise<CryptoKey> => crypto.subtle.importKey("jwk", key, CURVE, true, []);

/** The half of a private key (PKCS #8, base64) that may lie about. */
export async function publicHalf(key: string): Promise<PublicKey> {
  return halfOf(await crypto.subtle.exportKey("jwk", await privateKey(key)));
}

/** The key of one sealing, from one's own half and the other's. */
async function sharedKey(own: CryptoKey, other: CryptoKey, purpose: string): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const root = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(purpose);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Every sealing has a key of its own, so its nonce need not differ. */
const GCM = { name: "AES-GCM", iv: new Uint8Array(12) };

export async function seal(text: string, key: PublicKey, purpose: string): Promise<Sealed> {
  const once = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const shared = await sharedKey(once.privateKey, await publicKey(key), purpose);
  const sealed = await crypto.subtle.encrypt(GCM, shared, new TextEncoder().encode(text));
  return { by: halfOf(await crypto.subtle.exportKey("jwk", once.publicKey)), text: base64(new Uint8Array(sealed)) };
}

/** Fails for everybody else's key, another purpose, and text that was changed. */
export async function open({ by, text }: Sealed, key: string, purpose: string): Promise<string> {
  const shared = await sharedKey(await privateKey(key), await publicKey(by), purpose);
  return new TextDecoder().decode(await crypto.subtle.decrypt(GCM, shared, bytesOf(text)));
}
