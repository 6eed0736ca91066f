import type { Me, Session } from "@/api/types";

/** Noor, a vet of De Zwaluwhof, with the permissions that a test or story needs. */
export function noor(permissions: string[] = ["practice.read"]): Me {
  return {
    id: "0192f000-0000-7000-8000-000000000001",
    email: "noor@zwaluwhof.example",
    first_name: "Noor",
    last_name: "Haas",
    phone: null,
    locale: "nl",
    theme: "system",
    kinds: ["vet_professional"],
    picture_url: null,
    version: 1,
    memberships: [
      {
        practice_slug: "zwaluwhof",
        practice_name: "Dierenkliniek Zwaluwhof",
        practice_kind: "practice",
        practice_zone: "Europe/Amsterdam",
        role: "vet",
        role_name: "Dierenarts",
        permissions,
      },
    ],
  };
}

/** Keys with which nothing but a test was ever sealed. */
export const DRAFT_KEY = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMDmhRANCAAQm7869DunjSmaRh+GLOpEisvczlFtknMn5+SHp+drYEpAji96cx7szDRUMZ3BN0lrnBVIFdEtvMb9AcHRYctDm";
export const OTHER_DRAFT_KEY = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABCTKhRANCAATCpe9FmfnnnYd+xj8RHlgMvuoxt7JJN/79DpimbuDxThtpDVIEkKz5Zkv4a2LkmE8ppMHitYRxwWhAFFvLcmRZ";

export function sessionOf(me: Me, access_token = "token", draft_key = DRAFT_KEY): Session {
  return { access_token, expires_at: "2030-01-01T00:00:00Z", draft_key, me };
}
