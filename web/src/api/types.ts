/** Names for the server's structs. Screens import from here, so a renamed struct is mended in one place. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Session = Schemas["Session"];
export type Me = Schemas["Me"];
export type Membership = Schemas["Membership"];
export type Invitation = Schemas["Invitation"];
export type AccountSession = Schemas["AccountSession"];
export type Pet = Schemas["Pet"];
export type Species = Pet["species"];
export type PetAdd = Schemas["PetAdd"];
export type PetChange = Schemas["PetChange"];
export type PracticeCard = Schemas["PracticeCard"];
export type PracticePage = Schemas["PracticePage"];
export type BookableType = Schemas["BookableType"];
export type Slot = Schemas["Slot"];
export type Hold = Schemas["Hold"];
export type AppointmentView = Schemas["AppointmentView"];
