import { Eye, EyeOff } from "lucide-react";
import { useId, useState, type ComponentProps, type ReactNode } from "react";
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
  /** Besides the field's own hint or error. */
  describedBy?: string | undefined;
}

type InputProps = Omit<ComponentProps<"input">, "size"> & InputExtras;

/** The bare control in its box, for use inside a Field of your own. */
export function Input({ size, icon, end, isMono, describedBy, className, id, ...rest }: InputProps) {
  const control = useFieldControl(id);
  return (
    <ControlBox size={size} isBad={control["aria-invalid"]} isDisabled={rest.disabled} className={className}>
      {icon && <span className="flex flex-none text-ink-2" aria-hidden="true">{icon}</span>}
      <input {...control} aria-describedby={ids(control["aria-describedby"], describedBy)} className={cn(controlStyle, "w-full", isMono && "mono")} {...rest} />
      {end && <span className="flex flex-none items-center text-ink-3">{end}</span>}
    </ControlBox>
  );
}

/** Characters left from which the room is told: a tenth, and of a long text no more than this. */
const LEFT_TOLD = 200;
/** What holds less is a code, an hour or a unit: its form says how long it is. */
const ROOM_TOLD = 40;

type Counted = Pick<ComponentProps<"input">, "value" | "defaultValue" | "maxLength">;

/** How much of a bounded field is left once it is little, for its control to be described by. */
function useRoom({ value, defaultValue, maxLength: max = 0 }: Counted) {
  const id = useId();
  const [written, setWritten] = useState(String(defaultValue ?? "").length);
  const left = max - (typeof value === "string" ? value.length : written);
  const isTold = max >= ROOM_TOLD && left <= Math.min(LEFT_TOLD, max / 10);
  const count = (text: string): void => {
    if (value === undefined) setWritten(text.length);
  };
  return { count, describedBy: isTold ? id : undefined, room: isTold && <Room id={id} left={left} max={max} /> };
}

/** At the end it says that nothing more goes in, since the browser leaves it out without a word. */
function Room({ id, left, max }: { id: string; left: number; max: number }) {
  const { t } = useTranslation();
  const f = useFormats();
  if (left <= 0) return <p id={id} role="alert" className="type-small text-red-ink">{t("common:field.full", { max: f.number(max) })}</p>;
  return <p id={id} className="type-small text-ink-2">{t("common:field.left", { count: left })}</p>;
}

const ids = (...some: (string | undefined)[]): string | undefined => some.filter(Boolean).join(" ") || undefined;

export type TextFieldProps = Labelled & InputProps;

export function TextField({ label, hint, error, aside, isLabelHidden, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, aside, isLabelHidden, className }}>
      <InputWithRoom {...input} />
    </Field>
  );
}

function InputWithRoom({ onInput, ...rest }: InputProps) {
  const { count, describedBy, room } = useRoom(rest);
  const counted = (event: Parameters<NonNullable<typeof onInput>>[0]): void => {
    count(event.currentTarget.value);
    onInput?.(event);
  };
  return (
    <>
      <Input {...rest} onInput={counted} describedBy={describedBy} />
      {room}
    </>
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
        isRevealable && <button data-act
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

/** Grows with its text where the browser can (field-sizing), and scrolls where it cannot. */
export function TextArea({ label, hint, error, aside, isLabelHidden, className, size, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, aside, isLabelHidden, className }}>
      <AreaControl size={size} {...rest} />
    </Field>
  );
}

function AreaControl({ size, id, rows = 3, onInput, ...rest }: ComponentProps<"textarea"> & { size?: "m" | "l" }) {
  const control = useFieldControl(id);
  const { count, describedBy, room } = useRoom(rest);
  const counted = (event: Parameters<NonNullable<typeof onInput>>[0]): void => {
    count(event.currentTarget.value);
    onInput?.(event);
  };
  return (
    <>
      <ControlBox size={size} isBad={control["aria-invalid"]} isDisabled={rest.disabled} className="h-auto items-start py-2">
        <textarea {...control} aria-describedby={ids(control["aria-describedby"], describedBy)} rows={rows} onInput={counted} className={cn(controlStyle, "max-h-96 min-h-[3lh] resize-y [field-sizing:content]")} {...rest} />
      </ControlBox>
      {room}
    </>
  );
}

export type DateFieldProps = Omit<TextFieldProps, "type">;

/** The browser's own date control: typed or picked, in the person's order of day and month. Value is YYYY-MM-DD. */
export function DateField(props: DateFieldProps) {
  return <TextField {...props} type="date" isMono />;
}
