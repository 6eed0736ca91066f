import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";
import { cn } from "@/lib/cn";

import { ControlBox, controlStyle, Field, useFieldControl, type FieldProps } from "./field";

type Labelled = Pick<FieldProps, "label" | "hint" | "error" | "aside" | "isLabelHidden">;

interface InputExtras {
  size?: "m" | "l";
  icon?: ReactNode;
  /** Stands at the end of the box: a unit, a button. */
  end?: ReactNode;
  /** Figures and codes stand in mono. */
  isMono?: boolean;
}

type InputProps = Omit<ComponentProps<"input">, "size"> & InputExtras;

/** The bare control in its box, for use inside a Field of your own. */
export function Input({ size, icon, end, isMono, className, id, ...rest }: InputProps) {
  const ids = useFieldControl(id);
  return (
    <ControlBox size={size} isBad={ids["aria-invalid"]} isDisabled={rest.disabled} className={className}>
      {icon && <span className="flex flex-none text-ink-2" aria-hidden="true">{icon}</span>}
      <input {...ids} className={cn(controlStyle, "w-full", isMono && "mono")} {...rest} />
      {end && <span className="flex flex-none items-center text-ink-3">{end}</span>}
    </ControlBox>
  );
}

export type TextFieldProps = Labelled & InputProps;

export function TextField({ label, hint, error, aside, isLabelHidden, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, aside, isLabelHidden, className }}>
      <Input {...input} />
    </Field>
  );
}

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "end"> {
  showLabel: string;
  hideLabel: string;
  /** False while the field waits out of sight for a password manager. */
  isRevealable?: boolean;
}

/** A password that its writer can read back; managers fill it by its autocomplete name. */
export function PasswordField({ showLabel, hideLabel, isRevealable = true, ...rest }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      {...rest}
      type={isShown ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      end={
        isRevealable && <button
          type="button"
          aria-label={isShown ? hideLabel : showLabel}
          onClick={() => setShown(!isShown)}
          className="-mr-2 grid size-8 place-items-center rounded-md text-ink-2 hover:bg-hover"
        >
          <Icon size={18} aria-hidden="true" />
        </button>
      }
    />
  );
}

export type TextAreaProps = Labelled & ComponentProps<"textarea"> & { size?: "m" | "l" };

/** Characters left from which the room is told: a tenth, and of a long text no more than this. */
const LEFT_TOLD = 200;

/** How much room is left, once it is little; and that nothing more goes in, since the browser leaves it out without a word. */
function Room({ length, max }: { length: number; max: number }) {
  const { t } = useTranslation();
  const f = useFormats();
  const left = max - length;
  if (left > Math.min(LEFT_TOLD, max / 10)) return null;
  if (left <= 0) return <p role="alert" className="type-small text-red-ink">{t("common:field.full", { max: f.number(max) })}</p>;
  return <p className="type-small text-ink-2">{t("common:field.left", { count: left })}</p>;
}

/** Grows with its text where the browser can (field-sizing), and scrolls where it cannot. */
export function TextArea({ label, hint, error, aside, isLabelHidden, className, size, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, aside, isLabelHidden, className }}>
      <AreaControl size={size} {...rest} />
    </Field>
  );
}

function AreaControl({ size, id, rows = 3, onInput, ...rest }: ComponentProps<"textarea"> & { size?: "m" | "l" }) {
  const ids = useFieldControl(id);
  const [written, setWritten] = useState(String(rest.defaultValue ?? "").length);
  const { maxLength: max, value } = rest;
  const count = (event: FormEvent<HTMLTextAreaElement>): void => {
    setWritten(event.currentTarget.value.length);
    onInput?.(event as Parameters<typeof onInput>[0]);
  };
  return (
    <>
      <ControlBox size={size} isBad={ids["aria-invalid"]} isDisabled={rest.disabled} className="h-auto items-start py-2">
        <textarea {...ids} rows={rows} onInput={count} className={cn(controlStyle, "max-h-96 min-h-[3lh] resize-y [field-sizing:content]")} {...rest} />
      </ControlBox>
      {max !== undefined && <Room length={typeof value === "string" ? value.length : written} max={max} />}
    </>
  );
}

export type DateFieldProps = Omit<TextFieldProps, "type">;

/** The browser's own date control: typed or picked, in the person's order of day and month. Value is YYYY-MM-DD. */
export function DateField(props: DateFieldProps) {
  return <TextField {...props} type="date" isMono />;
}
