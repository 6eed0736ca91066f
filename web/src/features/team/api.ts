import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { Invite, Member, MemberPatch, OpenInvitation, Role, VetApplication } from "@/api/types";

const PAGE = 50;
const ifMatch = (version: number): { "If-Match": string } => ({ "If-Match": String(version) });

export const membersQuery = (slug: string, state: "active" | "ended" = "active") =>
  infiniteQueryOptions({
    queryKey: ["members", slug, state],
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/staff/{slug}/members", { params: { path: { slug }, query: { state, cursor: pageParam, limit: PAGE } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last): string | undefined => last.next_cursor ?? undefined,
  });

export function changeMember(slug: string, member: Member, body: MemberPatch): Promise<Member> {
  const params = { path: { slug, member_id: member.id }, header: ifMatch(member.version) };
  return data(api.PATCH("/api/staff/{slug}/members/{member_id}", { params, body }));
}

export const invitationsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["invitations", slug],
    queryFn: async (): Promise<OpenInvitation[]> =>
      (await data(api.GET("/api/staff/{slug}/invitations", { params: { path: { slug }, query: { limit: 100 } } }))).items,
  });

export function invite(slug: string, body: Invite, headers: Record<string, string>): Promise<OpenInvitation> {
  return data(api.POST("/api/staff/{slug}/invitations", { params: { path: { slug } }, body, headers }));
}

export async function revokeInvitation(slug: string, invitationId: string): Promise<void> {
  await api.DELETE("/api/staff/{slug}/invitations/{invitation_id}", { params: { path: { slug, invitation_id: invitationId } } });
}

export type VetApplicationState = VetApplication["state"];

export const vetApplicationsQuery = (slug: string, state: VetApplicationState) =>
  queryOptions({
    queryKey: ["applications", slug, state],
    queryFn: async (): Promise<VetApplication[]> =>
      (await data(api.GET("/api/staff/{slug}/vet-applications", { params: { path: { slug }, query: { state, limit: 100 } } }))).items,
  });

export function decideOnVet(slug: string, applicationId: string, decision: "approve" | "reject", remarks: string): Promise<VetApplication> {
  const params = { path: { slug, application_id: applicationId } };
  if (decision === "approve") return data(api.POST("/api/staff/{slug}/vet-applications/{application_id}/approve", { params, body: { remarks } }));
  return data(api.POST("/api/staff/{slug}/vet-applications/{application_id}/reject", { params, body: { remarks } }));
}

export const rolesQuery = (slug: string) =>
  queryOptions({
    queryKey: ["roles", slug],
    queryFn: async (): Promise<Role[]> => (await data(api.GET("/api/staff/{slug}/roles", { params: { path: { slug } } }))).items,
  });

export function addRole(slug: string, body: { name: string; permissions: string[] }, headers: Record<string, string>): Promise<Role> {
  return data(api.POST("/api/staff/{slug}/roles", { params: { path: { slug } }, body, headers }));
}

export function changeRole(slug: string, role: Role, body: { name: string; permissions: string[] }): Promise<Role> {
  const params = { path: { slug, role_id: role.role }, header: ifMatch(role.version ?? 0) };
  return data(api.PATCH("/api/staff/{slug}/roles/{role_id}", { params, body }));
}
