import { ChevronDown } from "lucide-react";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";

import { cn } from "@/lib/cn";

import { ControlBox, controlStyle, Field, useFieldControl, type FieldProps } from "./field";

export interface ComboboxOption<T> {
  id: string;
  /** What stands in the field once chosen, and what is searched. */
  text: string;
  value: T;
  /** Fuller display in the list. */
  content?: ReactNode;
}

export interface ComboboxProps<T> extends Pick<FieldProps, "label" | "hint" | "error" | "isLabelHidden"> {
  options: readonly ComboboxOption<T>[];
  /** The chosen option's id. */
  selectedId: string | null;
  onSelect: (option: ComboboxOption<T> | null) => void;
  /** For lists the server searches: called at each change; without it the options are filtered here. */
  onSearch?: (text: string) => void;
  /** The longest text that can be looked for. */
  maxLength?: number;
  placeholder?: string;
  /** Said when nothing matches. */
  emptyText: string;
  icon?: ReactNode;
  size?: "m" | "l";
  isLoading?: boolean;
  className?: string;
}

/** A field one types in to choose from a list (ARIA combobox with a listbox). */
export function Combobox<T>({ label, hint, error, isLabelHidden, className, ...rest }: ComboboxProps<T>) {
  return (
    <Field {...{ label, hint, error, isLabelHidden, className }}>
      <ComboboxControl {...rest} />
    </Field>
  );
}

type ControlProps<T> = Omit<ComboboxProps<T>, "label" | "hint" | "error" | "isLabelHidden" | "className">;

function useCombobox<T>({ options, selectedId, onSelect, onSearch }: ControlProps<T>) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const selected = options.find((option) => option.id === selectedId);
  const wanted = typed?.trim().toLocaleLowerCase() ?? "";
  const shown = onSearch || !wanted ? options : options.filter((option) => option.text.toLocaleLowerCase().includes(wanted));

  const close = (): void => {
    setOpen(false);
    setTyped(null);
  };
  const choose = (option: ComboboxOption<T>): void => {
    onSelect(option);
    close();
  };
  const type = (text: string): void => {
    setTyped(text);
    setOpen(true);
    setActive(0);
    if (text === "") onSelect(null);
    onSearch?.(text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    }
    if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      const option = shown[active];
      if (option) choose(option);
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (!isOpen) setOpen(true);
    else setActive((active + step + shown.length) % Math.max(1, shown.length));
  };
  return { text: typed ?? selected?.text ?? "", shown, isOpen, active, open: () => setOpen(true), close, choose, type, onKeyDown, setActive };
}

function ComboboxControl<T>(props: ControlProps<T>) {
  const { placeholder, emptyText, icon, size, isLoading, maxLength } = props;
  const box = useCombobox(props);
  const ids = useFieldControl();
  const listId = useId();
  return (
    <div className="relative">
      <ControlBox size={size} isBad={ids["aria-invalid"]}>
        {icon && <span className="flex flex-none text-ink-2" aria-hidden="true">{icon}</span>}
        <input
          {...ids}
          role="combobox"
          aria-expanded={box.isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={box.isOpen && box.shown[box.active] ? `${listId}-${box.active}` : undefined}
          aria-busy={isLoading || undefined}
          autoComplete="off"
          maxLength={maxLength}
          placeholder={placeholder}
          value={box.text}
          onChange={(event) => box.type(event.target.value)}
          onKeyDown={box.onKeyDown}
          onClick={box.open}
          onBlur={box.close}
          className={cn(controlStyle, "w-full")}
        />
        <ChevronDown size={14} className="pointer-events-none text-ink-2" aria-hidden="true" />
      </ControlBox>
      <div
        id={listId}
        role="listbox"
        tabIndex={-1}
        aria-label={placeholder ?? emptyText}
        hidden={!box.isOpen}
        className="absolute inset-x-0 top-[calc(100%+6px)] z-30 max-h-72 overflow-y-auto rounded-sheet bg-raised p-1.5 shadow-3"
      >
        {box.shown.length === 0 && !isLoading && (
          <p className="px-2.5 py-2 text-ink-3">{emptyText}</p>
        )}
        {box.shown.map((option, index) => (
          // The keyboard acts on the field (aria-activedescendant); a pointer acts on the line itself.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.id === props.selectedId}
            onPointerMove={() => box.setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => box.choose(option)}
            className={cn("flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5", index === box.active && "bg-selected")}
          >
            {option.content ?? option.text}
          </div>
        ))}
      </div>
    </div>
  );
}
