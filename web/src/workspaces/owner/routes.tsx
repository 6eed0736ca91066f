import type { RouteObject } from "react-router";

import { RequireSession } from "@/features/identity/session";

/** The owners' site. Finding a clinic needs no account; everything that is one's own does. */
export const routes: RouteObject[] = [
  { path: "/", lazy: async () => ({ Component: (await import("./feed/screen")).FeedScreen }) },
  { path: "/practices/:slug", lazy: async () => ({ Component: (await import("./clinic/screen")).ClinicScreen }) },
  { path: "/practices/:slug/book", lazy: async () => ({ Component: (await import("./book/screen")).BookScreen }) },
  {
    element: <RequireSession />,
    children: [
      { path: "/pets", lazy: async () => ({ Component: (await import("./pets/screen")).PetsScreen }) },
      { path: "/pets/new", lazy: async () => ({ Component: (await import("./pets/new-screen")).NewPetScreen }) },
      { path: "/pets/:petId", lazy: async () => ({ Component: (await import("./pets/passport-screen")).PassportScreen }) },
      { path: "/pets/:petId/edit", lazy: async () => ({ Component: (await import("./pets/edit-screen")).EditPetScreen }) },
      { path: "/appointments", lazy: async () => ({ Component: (await import("./appointments/screen")).AppointmentsScreen }) },
      { path: "/appointments/:slug/:appointmentId", lazy: async () => ({ Component: (await import("./appointments/detail-screen")).AppointmentScreen }) },
      { path: "/appointments/:slug/:appointmentId/move", lazy: async () => ({ Component: (await import("./appointments/move-screen")).MoveScreen }) },
      { path: "/records/:slug/:recordId", lazy: async () => ({ Component: (await import("./records/screen")).RecordScreen }) },
      { path: "/messages", lazy: async () => ({ Component: (await import("./messages/screen")).MessagesScreen }) },
      { path: "/messages/:slug", lazy: async () => ({ Component: (await import("./messages/thread-screen")).ThreadScreen }) },
      { path: "/me", lazy: async () => ({ Component: (await import("./me/screen")).MeScreen }) },
      { path: "/me/application", lazy: async () => ({ Component: (await import("./me/application-screen")).ApplicationScreen }) },
      { path: "/me/clinic-application", lazy: async () => ({ Component: (await import("./me/clinic-application-screen")).ClinicApplicationScreen }) },
      { path: "/me/vet-application", lazy: async () => ({ Component: (await import("./me/vet-application-screen")).VetApplicationScreen }) },
    ],
  },
];
