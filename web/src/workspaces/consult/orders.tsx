import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { ORDER_KINDS, partsOf, type OrderKind } from "@/features/records/part-forms";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { Button, IconButton } from "@/ui/button";

import { Files } from "./files";
import { OrderText } from "./order-text";
import { RemovalClashes } from "./part-clash";
import { PartDialog } from "./part-dialog";
import type { PartsDesk } from "./use-parts-desk";

export interface OrdersProps {
  slug: string;
  record: RecordView;
  zone: string;
  isSigned: boolean;
  removal: PartsDesk["orders"];
}

interface Open {
  kind: OrderKind;
  partId: string | null;
}

/** What is given, done and ordered; every kind has its place, whatever there is of it. */
export function Orders({ slug, record, zone, isSigned, removal }: OrdersProps) {
  const { t } = useTranslation("w-consult");
  const today = dayIn(useNow(), zone);
  const [open, setOpen] = useState<Open | null>(null);
  // Of a draft that asks for what is given nothing is said on paper.
  const isEmpty = !isSigned && ORDER_KINDS.every((kind) => partsOf(kind, record.parts).length === 0) && record.parts.files.length === 0;
  const shown = ORDER_KINDS.filter((kind) => partsOf(kind, record.parts).length > 0);
  return (
    <aside aria-label={t("orders.title")} className={cn("flex min-w-0 flex-col gap-4 pt-1", isEmpty && "print:hidden")}>
      <h2 className="type-h3 font-sans tracking-normal">{t("orders.title")}</h2>
      {!isSigned && (
        <div role="group" aria-label={t("orders.add")} className="flex flex-wrap gap-1.5">
          {ORDER_KINDS.map((kind) => (
            <Button key={kind} size="s" icon={<Plus size={13} aria-hidden="true" />} aria-label={t(`orders.new.${kind}`)} onClick={() => setOpen({ kind, partId: null })}>{t(`orders.one.${kind}`)}</Button>
          ))}
        </div>
      )}
      {!isSigned && <RemovalClashes clashes={removal.clashes} onSettle={removal.settle} />}
      {shown.length === 0 && <p className="type-small text-ink-3">{t(isSigned ? "orders.noneSigned" : "orders.none")}</p>}
      {shown.map((kind) => <OrderList key={kind} {...{ record, kind, isSigned }} onRemove={removal.remove} onOpen={(partId) => setOpen({ kind, partId })} />)}
      <Files {...{ slug, record, isSigned }} />
      {open && <PartDialog slug={slug} record={record} kind={open.kind} partId={open.partId} today={today} onClose={() => setOpen(null)} />}
    </aside>
  );
}

interface OrderListProps extends Pick<OrdersProps, "record" | "isSigned"> {
  kind: OrderKind;
  onOpen: (partId: string) => void;
  onRemove: PartsDesk["orders"]["remove"];
}

function OrderList({ record, kind, isSigned, onOpen, onRemove }: OrderListProps) {
  const { t } = useTranslation("w-consult");
  return (
    <section aria-label={t(`orders.many.${kind}`)}>
      <h3 className="type-label pb-1 font-sans tracking-normal text-ink-2">{t(`orders.many.${kind}`)}</h3>
      <ul className="flex flex-col gap-2">
        {partsOf(kind, record.parts).map((part) => {
          const name = String(part["product"] ?? part["test"] ?? "");
          return (
            <li key={part.id} className="group flex animate-row items-start gap-1">
              {isSigned ? (
                <div className="min-w-0 flex-1"><OrderText kind={kind} part={part} /></div>
              ) : (
                <>
                  <button type="button" aria-label={t("orders.change", { name })} onClick={() => onOpen(part.id)} className="-mx-1.5 min-w-0 flex-1 rounded-chip px-1.5 text-start hover:bg-hover"><OrderText kind={kind} part={part} /></button>
                  <IconButton label={t("remove", { name })} className="size-6" onClick={() => onRemove(kind, part.id, name)}><X size={13} aria-hidden="true" /></IconButton>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
