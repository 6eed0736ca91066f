import { expect, it } from "vitest";

import description from "../../../openapi.json";
import { GRAMS_MAX, SEARCH_MAX, USUAL_NOTICE_MINUTES } from "./limits";

interface Limited {
  name?: string;
  schema?: { maxLength?: number };
}

const paths = description.paths as Record<string, { get?: { parameters?: Limited[] } }>;
const { schemas } = description.components;
const limitOf = (path: string): number | undefined => paths[path]?.get?.parameters?.find(({ name }) => name === "q")?.schema?.maxLength;

it("lets nobody type more into a search than the server takes", () => {
  expect(SEARCH_MAX).toEqual({
    practices: limitOf("/api/practices"),
    appointments: schemas.AppointmentSearch.properties.q.maxLength,
    patients: schemas.PatientSearch.properties.q.maxLength,
    clinics: limitOf("/api/platform/clinics"),
    applications: limitOf("/api/platform/applications"),
    users: schemas.UserSearch.properties.q.maxLength,
    anything: schemas.FindRequest.properties.q.maxLength,
  });
});

it("knows every search there is", () => {
  const inAddresses = Object.keys(paths).filter((path) => paths[path]?.get?.parameters?.some(({ name }) => name === "q"));
  const inBodies = Object.entries(schemas).filter(([, schema]) => "properties" in schema && "q" in schema.properties).map(([name]) => name);
  expect(inAddresses.sort()).toEqual(["/api/platform/applications", "/api/platform/clinics", "/api/practices"]);
  expect(inBodies.sort()).toEqual(["AppointmentSearch", "FindRequest", "PatientSearch", "UserSearch"]);
});

it("says the same notice as the server where a kind of appointment says none", () => {
  const { AppointmentTypeAdd, BookableType } = schemas;
  expect([AppointmentTypeAdd, BookableType].map(({ properties }) => properties.notice_minutes.default)).toEqual([USUAL_NOTICE_MINUTES, USUAL_NOTICE_MINUTES]);
});

it("takes no heavier a weighing than the server keeps", () => {
  expect(schemas.WeighingMend.properties.grams.maximum).toBe(GRAMS_MAX);
});
