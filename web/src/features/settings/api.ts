import { queryOptions } from "@tanstack/react-query";

import { api, data, upload } from "@/api/client";
import type {
  AppointmentTypeAdd,
  AppointmentTypeChange,
  AppointmentTypeView,
  Department,
  HoursException,
  HoursPlan,
  LeaveAdd,
  LeaveAdded,
  LeaveView,
  OpeningSpan,
  PracticePhoto,
  PracticeProfile,
  PracticeProfileChange,
  ResourceAdd,
  ResourceChange,
  ResourceView,
  WeekSpan,
  WeekView,
} from "@/api/types";

const ifMatch = (version: number): { "If-Match": string } => ({ "If-Match": String(version) });

export function changeProfile(slug: string, version: number, body: PracticeProfileChange): Promise<PracticeProfile> {
  return data(api.PATCH("/api/staff/{slug}/profile", { params: { path: { slug }, header: ifMatch(version) }, body }));
}

export const openingHoursQuery = (slug: string) =>
  queryOptions({
    queryKey: ["opening-hours", slug],
    queryFn: () => data(api.GET("/api/staff/{slug}/opening-hours", { params: { path: { slug } } })),
  });

/** `version` is of the week that was on the screen: what a colleague saved since is not overruled unseen. */
export function setOpeningHours(slug: string, version: number, items: WeekSpan[]): Promise<WeekView> {
  return data(api.PUT("/api/staff/{slug}/opening-hours", { params: { path: { slug }, header: ifMatch(version) }, body: { items } }));
}

/** Which appointments would stand outside if this were saved; begins with "appointments", so pushes make it old. */
export const displacedQuery = (slug: string, plan: HoursPlan) =>
  queryOptions({
    queryKey: ["appointments", slug, "displaced", plan],
    queryFn: () => data(api.POST("/api/staff/{slug}/opening-hours/displaced", { params: { path: { slug } }, body: plan })),
  });

export const exceptionsQuery = (slug: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["hours-exceptions", slug, from, to],
    queryFn: () => data(api.GET("/api/staff/{slug}/hours-exceptions", { params: { path: { slug }, query: { from, to } } })),
    select: ({ items }): HoursException[] => items,
  });

/** The version of a date of which nothing is said yet. */
export const NO_EXCEPTION = 0;

export function setException(slug: string, on_date: string, version: number, body: { hours: OpeningSpan[]; note: string }): Promise<HoursException> {
  return data(api.PUT("/api/staff/{slug}/hours-exceptions/{on_date}", { params: { path: { slug, on_date }, header: ifMatch(version) }, body }));
}

export async function clearException(slug: string, on_date: string, version: number): Promise<void> {
  await api.DELETE("/api/staff/{slug}/hours-exceptions/{on_date}", { params: { path: { slug, on_date }, header: ifMatch(version) } });
}

export function addType(slug: string, body: AppointmentTypeAdd, headers: Record<string, string>): Promise<AppointmentTypeView> {
  return data(api.POST("/api/staff/{slug}/appointment-types", { params: { path: { slug } }, body, headers }));
}

export function changeType(slug: string, type: { id: string; version: number }, body: AppointmentTypeChange): Promise<AppointmentTypeView> {
  const params = { path: { slug, type_id: type.id }, header: ifMatch(type.version) };
  return data(api.PATCH("/api/staff/{slug}/appointment-types/{type_id}", { params, body }));
}

export const resourcesQuery = (slug: string) =>
  queryOptions({
    queryKey: ["resources", slug],
    queryFn: () => data(api.GET("/api/staff/{slug}/resources", { params: { path: { slug } } })),
    select: ({ items }): ResourceView[] => items,
  });

export function addResource(slug: string, body: ResourceAdd, headers: Record<string, string>): Promise<ResourceView> {
  return data(api.POST("/api/staff/{slug}/resources", { params: { path: { slug } }, body, headers }));
}

export function changeResource(slug: string, resource: { id: string; version: number }, body: ResourceChange): Promise<ResourceView> {
  const params = { path: { slug, resource_id: resource.id }, header: ifMatch(resource.version) };
  return data(api.PATCH("/api/staff/{slug}/resources/{resource_id}", { params, body }));
}

export const resourceHoursQuery = (slug: string, resourceId: string) =>
  queryOptions({
    queryKey: ["resources", slug, resourceId, "hours"],
    queryFn: () => data(api.GET("/api/staff/{slug}/resources/{resource_id}/hours", { params: { path: { slug, resource_id: resourceId } } })),
  });

export function setResourceHours(slug: string, resourceId: string, version: number, items: WeekSpan[]): Promise<WeekView> {
  const params = { path: { slug, resource_id: resourceId }, header: ifMatch(version) };
  return data(api.PUT("/api/staff/{slug}/resources/{resource_id}/hours", { params, body: { items } }));
}

/** When everybody works, at once. */
export const workingHoursQuery = (slug: string) =>
  queryOptions({
    queryKey: ["resources", slug, "working-hours"],
    queryFn: () => data(api.GET("/api/staff/{slug}/working-hours", { params: { path: { slug } } })),
    staleTime: 300_000,
  });

export const leaveQuery = (slug: string) =>
  queryOptions({
    queryKey: ["leave", slug],
    queryFn: async (): Promise<LeaveView[]> => (await data(api.GET("/api/staff/{slug}/leave", { params: { path: { slug } } }))).items,
  });

/** Leave of these days, also of those that are over. */
export const leaveOfDaysQuery = (slug: string, since: string, until: string) =>
  queryOptions({
    queryKey: ["leave", slug, since, until],
    queryFn: () => data(api.GET("/api/staff/{slug}/leave", { params: { path: { slug }, query: { since, until } } })),
  });

export function addLeave(slug: string, body: LeaveAdd, headers: Record<string, string>): Promise<LeaveAdded> {
  return data(api.POST("/api/staff/{slug}/leave", { params: { path: { slug } }, body, headers }));
}

export async function removeLeave(slug: string, leaveId: string): Promise<void> {
  await api.DELETE("/api/staff/{slug}/leave/{leave_id}", { params: { path: { slug, leave_id: leaveId } } });
}

export const departmentsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["departments", slug],
    queryFn: async (): Promise<Department[]> => (await data(api.GET("/api/staff/{slug}/departments", { params: { path: { slug } } }))).items,
  });

export function addDepartment(slug: string, name: string, headers: Record<string, string>): Promise<Department> {
  return data(api.POST("/api/staff/{slug}/departments", { params: { path: { slug } }, body: { name }, headers }));
}

export function changeDepartment(slug: string, department: Department, body: { name?: string; active?: boolean }): Promise<Department> {
  const params = { path: { slug, department_id: department.id }, header: ifMatch(department.version) };
  return data(api.PATCH("/api/staff/{slug}/departments/{department_id}", { params, body }));
}

export const photosQuery = (slug: string) =>
  queryOptions({
    queryKey: ["practices", slug, "photos"],
    queryFn: async (): Promise<PracticePhoto[]> => (await data(api.GET("/api/staff/{slug}/photos", { params: { path: { slug } } }))).items,
  });

export async function addPhoto(slug: string, file: File): Promise<PracticePhoto[]> {
  return (await upload<{ items: PracticePhoto[] }>("POST", `/api/staff/${slug}/photos`, { file })).items;
}

export async function putPhotoFirst(slug: string, photo_id: string): Promise<PracticePhoto[]> {
  return (await data(api.PUT("/api/staff/{slug}/photos/{photo_id}/first", { params: { path: { slug, photo_id } } }))).items;
}

export async function removePhoto(slug: string, photo_id: string): Promise<PracticePhoto[]> {
  return (await data(api.DELETE("/api/staff/{slug}/photos/{photo_id}", { params: { path: { slug, photo_id } } }))).items;
}
