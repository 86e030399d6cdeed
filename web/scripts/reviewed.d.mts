type Wording = string | Readonly<Record<string, string>>;
export function digest(english: Wording, own: Wording): string;
export function reviewed(language: string): readonly string[];
export function counts(): Readonly<Record<string, number>>;
