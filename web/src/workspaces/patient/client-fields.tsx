import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { TextField } from "@/ui/text-field";

import { messageText, type ClientValues } from "./fields";

/** Who the owner is and how to reach them. */
export function ClientFields({ form }: { form: UseFormReturn<ClientValues> }) {
  const { t } = useTranslation("w-patient");
  const { register, formState: { errors } } = form;
  const error = (key: keyof ClientValues): string | undefined => messageText(errors[key]?.message, t as never);
  return (
    <div className="grid gap-x-3 gap-y-3.5 tablet:grid-cols-6">
      <TextField className="tablet:col-span-2" label={t("client.firstName")} autoComplete="off" error={error("first_name")} {...register("first_name")} />
      <TextField className="tablet:col-span-1" label={t("client.prefix")} autoComplete="off" error={error("prefix")} {...register("prefix")} />
      <TextField className="tablet:col-span-3" label={t("client.lastName")} autoComplete="off" error={error("last_name")} {...register("last_name")} />
      <TextField className="tablet:col-span-3" label={t("client.phone")} type="tel" isMono autoComplete="off" error={error("phone")} {...register("phone")} />
      <TextField className="tablet:col-span-3" label={t("client.email")} type="email" autoComplete="off" error={error("email")} {...register("email")} />
      <TextField className="tablet:col-span-3" label={t("client.address")} autoComplete="off" error={error("address")} {...register("address")} />
      <TextField className="tablet:col-span-1" label={t("client.postcode")} isMono autoComplete="off" error={error("postcode")} {...register("postcode")} />
      <TextField className="tablet:col-span-2" label={t("client.city")} autoComplete="off" error={error("city")} {...register("city")} />
    </div>
  );
}
