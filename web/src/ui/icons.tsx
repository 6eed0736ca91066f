/** Pictures that the icon library has not: drawn for VetSync on a 24 px grid, 1.5 px line, in the text's colour. */
import type { ReactNode } from "react";

export interface IconProps {
  size?: number;
  className?: string;
}

export type Icon = (props: IconProps) => ReactNode;

function draw(children: ReactNode): Icon {
  return function Drawing({ size = 16, className }) {
    return (
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" className={className} aria-hidden="true">
        {children}
      </svg>
    );
  };
}

export const HubIcon = draw(<><circle cx="12" cy="12" r="3.2" /><path d="M12 3v3M12 18v3M3 12h3M18 12h3" /></>);
export const DeskIcon = draw(<path d="M5 17a7 7 0 0 1 14 0zM3 20h18M12 10V7M10 6.5h4" />);
export const PawIcon = draw(
  <>
    <ellipse cx="7" cy="10.5" rx="1.7" ry="2.2" />
    <ellipse cx="17" cy="10.5" rx="1.7" ry="2.2" />
    <ellipse cx="10" cy="6.6" rx="1.6" ry="2.2" />
    <ellipse cx="14" cy="6.6" rx="1.6" ry="2.2" />
    <path d="M12 12c-2.6 0-4.6 2.4-4.6 4.6 0 1.6 1.2 2.4 2.4 2.4 1 0 1.4-.4 2.2-.4s1.2.4 2.2.4c1.2 0 2.4-.8 2.4-2.4C16.6 14.4 14.6 12 12 12z" />
  </>,
);
export const SeatIcon = draw(<path d="M7 4v9h9.5M7 13l-1.5 7M16.5 13v7M7 8.5h6.5" />);
export const ToothIcon = draw(
  <path d="M12 6.5c-1.5-1.4-3-2-4.5-2C5 4.5 4 6.8 4.5 9.5c.5 2.5 1.5 3.5 2 6 .3 1.8.6 4 1.8 4 1.7 0 1.2-5 3.7-5s2 5 3.7 5c1.2 0 1.5-2.2 1.8-4 .5-2.5 1.5-3.5 2-6 .5-2.7-.5-5-3-5-1.5 0-3 .6-4.5 2z" />,
);
export const ScalpelIcon = draw(<path d="M20 4 9 15l-5 1 1 4c6-1 9-4 10-8zM9 15l2.5 1.5" />);
export const CareIcon = draw(
  <path d="M4 13v6h3l3 1.5h5.5L20 15.5a1.4 1.4 0 0 0-2-1.8L15 15.5h-3.5 2a1.5 1.5 0 0 0 0-3H10L7.5 13zM12 9.5V4M9.3 6.8h5.4" />,
);
export const LeafIcon = draw(<path d="M5 19C5 10 10 5 19.5 4.5 20 14 15 19 8.5 18M5 20c1.5-4 4-7 8-9.5" />);
