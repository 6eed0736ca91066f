import { waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { download } from "@/api/download";
import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { PetPicture } from "./pet-picture";

const living = new Set<string>();

beforeEach(() => {
  let count = 0;
  // The browser of the tests has no such addresses.
  URL.createObjectURL = () => {
    const made = `blob:${++count}`;
    living.add(made);
    return made;
  };
  URL.revokeObjectURL = (address) => void living.delete(address);
  signedIn(sessionOf(noor()));
});

afterEach(() => living.clear());

it("shows the photo, and gives its memory back when it is no longer shown", async () => {
  const asked = stubServer({ "GET /api/files/f1": { body: {} } });
  const pet = { species: "dog", photo_url: "/api/files/f1" };
  const { container, unmount } = renderScreen(<><PetPicture pet={pet} size={48} /><PetPicture pet={pet} size={72} /></>);
  await waitFor(() => expect(container.querySelectorAll("img")).toHaveLength(2));
  expect(asked).toHaveLength(1);
  expect(living.size).toBe(1);
  unmount();
  expect(living.size).toBe(0);
});

it("saves a file under the name it was given", async () => {
  vi.useFakeTimers();
  stubServer({ "GET /api/files/f1": { body: {} } });
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  await download("/api/files/f1", {}, "Röntgen Bella.png");
  await download("/api/files/f1");
  expect(saved).toEqual(["Röntgen Bella.png", "f1"]);
  vi.advanceTimersByTime(60_000);
  expect(living.size).toBe(0);
  vi.useRealTimers();
});
