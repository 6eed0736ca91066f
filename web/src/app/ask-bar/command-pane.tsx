import type { AskedCommand } from "@/api/types";

import { BookForm } from "./forms/book-form";
import { CallForm } from "./forms/call-form";
import type { CommandFormProps } from "./forms/form";
import { GoForm } from "./forms/go-form";
import { NewForm } from "./forms/new-form";
import { LeaveForm, LookForm } from "./forms/own-form";
import { VisitForm } from "./forms/visit-form";
import { WeightForm } from "./forms/weight-form";

const FORMS: Partial<Record<AskedCommand["intent"], (props: CommandFormProps) => React.ReactNode>> = {
  book: BookForm,
  next_free: BookForm,
  weight: WeightForm,
  new_client: NewForm,
  new_patient: NewForm,
  move: VisitForm,
  cancel: VisitForm,
  check_in: VisitForm,
  message: GoForm,
  call: CallForm,
  consult: GoForm,
  theme: LookForm,
  language: LookForm,
  log_out: LeaveForm,
};

/** What the line was understood as, before anything of it is done. */
export function CommandPane(props: CommandFormProps) {
  const Form = FORMS[props.command.intent];
  return Form ? <Form {...props} /> : null;
}
