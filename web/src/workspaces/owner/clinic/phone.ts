/** A Dutch number as it is dialled at home, "030 000 12 00"; any other as it is. */
export function phoneShown(phone: string): string {
  const found = /^\+31(\d{9})$/.exec(phone);
  if (!found?.[1]) return phone;
  const number = `0${found[1]}`;
  if (number.startsWith("06")) return number.replace(/^(06)(\d{2})(\d{2})(\d{2})(\d{2})$/, "$1 $2 $3 $4 $5");
  return number.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, "$1 $2 $3 $4");
}
