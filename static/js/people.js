// What in a text looks like somebody: a name or a date of birth. The rule is that of shared/about_people.py, which
// explains it; tests/shared/about_people_cases.json holds both to the same answers. Nothing leaves the page.
const SPACE = "[ \\u00a0]";
const LETTER = "0-9A-Za-z\\u00c0-\\u024f";
const WORD = "[A-Z\\u00c0-\\u00d6\\u00d8-\\u00de][a-z\\u00df-\\u00f6\\u00f8-\\u00ff\\u0100-\\u017f]{1,30}";
const NAME = `${WORD}(?:[-']${WORD})?`;
const BETWEEN = "(?:van|de|den|der|ter|ten|te|el|al|ben|bin|het|'t)";
const TITLE = "(?:[Mm]evrouw|[Mm]evr\\.?|[Mm]w\\.?|[Mm]eneer|[Dd]hr\\.?|[Hh]eer|[Ff]amilie|[Ff]am\\.|[Gg]ezin)";
const MORE = `(?:${SPACE}${BETWEEN}){0,3}${SPACE}${NAME}`;
const MONTH = "(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
  + "|nov(?:ember)?|dec(?:ember)?)\\.?";
const YEAR = "(?:19[2-9][0-9]|20[01][0-9])";
const BIRTH = `(?<![${LETTER}])(?<![0-9][-./])`
  + `(?:[0-9]{1,2}([-./ ])[0-9]{1,2}\\1${YEAR}|[0-9]{1,2}${SPACE}${MONTH}${SPACE}${YEAR})(?![-./]?[0-9])`;
const NO_NAME = new Set((
  "oude nieuwe hoge lage grote kleine noord oost zuid west midden centrum team stichting buurthuis wijkhuis huis"
  + " albert heijn action jumbo lidl aldi plus kruidvat ah nederland nederlandse utrecht amsterdam rotterdam"
  + " de het een in op bij aan naast achter voor tegen langs veel weinig sommige alle ook er dit deze die dat onze ons"
  + " mijn na om door over onder tussen bewoners buurtbewoners jongeren ouders kinderen mensen vrouwen mannen ouderen"
  + " inwoners volwassenen jeugd ik wij we zij hij ze je jij u als toen maar en of turkse marokkaanse poolse syrische"
  + " oekraiense oekra\u00efense antilliaanse surinaamse jeugdhulp wmo schuldhulp participatiewet maandag dinsdag woensdag"
  + " donderdag vrijdag zaterdag zondag"
).split(" "));
const PLACE = new RegExp(
  "(?:straat|laan|plein|weg|park|buurt|wijk|haven|hof|kade|pad|vaart|gracht|singel|kerk|school|huis|centrum|dijk|markt"
  + "|eiland|veen|veld|linden|dorp|stad|huizen|werf)$",
);

const isName = (piece) => !piece.match(new RegExp(NAME, "g"))
  .some((word) => NO_NAME.has(word.toLowerCase()) || PLACE.test(word.toLowerCase()));
const RULES = [
  ["birth", BIRTH, () => true],
  ["name", `(?<![${LETTER}])${TITLE}${MORE}(?:${MORE})?(?![${LETTER}])`, () => true],
  ["name", `(?<![${LETTER}])${NAME}(?:${MORE}){1,3}(?![${LETTER}])`, isName],
].map(([kind, pattern, meant]) => ({ kind, pattern: new RegExp(pattern, "g"), meant }));

/** Every piece of the text that looks like somebody, in order: {kind, start, text}. */
export const aboutPeople = (text) => {
  let rest = text;
  const found = [];
  for (const { kind, pattern, meant } of RULES) {
    for (const hit of [...rest.matchAll(pattern)].filter(([piece]) => meant(piece))) {
      found.push({ kind, start: hit.index, text: hit[0] });
      rest = rest.slice(0, hit.index) + "x".repeat(hit[0].length) + rest.slice(hit.index + hit[0].length);
    }
  }
  return found.sort((one, other) => one.start - other.start);
};
