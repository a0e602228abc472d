/**
 * Tells by its words whether following a URL does something. A word alone proves little: `/track`, `/wiki/Logout` and
 * `/blog/how-to-delete-a-branch` are pages. So most words count only as a whole path segment, or beside something to act
 * on: `/track/5`, `/cache/clear`, `delete-user`. Based on
 * https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API#unsafe_prefetching
 */
/** Matches one of the words: regular expressions without accents and separators; `*` stands for any ending. */
const oneOf = (words: string): RegExp =>
  RegExp(`^(${plain(words).replace(/ /g, '|').replace(/\*/g, '\\p{L}*')})$`, 'u');

/** Found anywhere in a segment, such as `user-logout2`: ends a session or a subscription. */
const ends = oneOf('log(out|off) signout endsession unsub(scribe)? optout passwordless onetimelog*');

/** Acts alone, as a whole segment. */
const acts = oneOf(
  'delete remove destroy discard erase trash purge uninstall unlink revoke (de|re)?activate (en|dis)able add addto* ' +
    '(buy|order|pay)now oneclick* confirm verify approve opt*in sign(off|meout) logmeout (re)?authori[sz]e save submit ' +
    'undo re(vert|store|set|try|send|open|start|boot|build|index|generate|fresh|call|deploy|act) (un)?lock toggle dismiss ' +
    'unpublish execute deploy rollback shut(down|off) rotate sync migrate flush quit (dis|un)connect download (check|clock|punch)in ' +
    '(clock|punch)out impersonate loginas (up|down)vote unfollow dislike ad(s)?click* aclk clk clicktr* clickthrough ' +
    'doubleclick adserver cron acs placeorder',
);

/** The same in other languages; also as the first or last word of a short segment: `konto-loeschen`. */
const actsElsewhere = oneOf(
  // German, French.
  'abmeld* auslog* abbestell* loe?sch* entfernen bestae?tig* genehmig* annehmen akzept* ablehn* speichern absend* senden stornier* ' +
    'kue?ndig* hinzufue?g* herunterladen inden(waren|einkaufs)korb deconn?e[cx]* desabonn* desinscri* supprim* effac* retirer ' +
    'conf[ei]rm([aeo]r?|acao|acion|ier) veri[fi]+(i?er|ca|car) appr?o(u)?[bv](a|[ae]r) a[ck]+epter* refus(er|ar) enregistr* envoyer ' +
    'ann?ul* ajout* telecharger (de|des|dis)?a[ck]?ti[vw](er|ar|a|uj|i?eren|era) findesession ' +
    // Spanish, Portuguese, Italian.
    '(cerrar|(t|enc)er*r)ses* salir sair deslog* desconect* dar*debaja descadastr* eliminar? borrar quitar excluir apagar remover ' +
    'ace[ip]tar rechaz* recusar guardar salva(r|re)? enviar cancel(ar|la|lare) agregar anadir adicionar descargar baixar esci ' +
    'disconnet* disiscriv* rimuovi accetta rifiuta invia disdici aggiung* scarica ' +
    // Dutch, Swedish, Danish, Norwegian, Finnish.
    'uitlog* afmeld* uitschrij* verwijder* bevestig(en|ing)? goedkeur* weiger* opslaan verzend* opzeg* toevoeg* inwinkelwagen ' +
    'logg?[ae]?u[td] avprenum* tabort fjern radera slett? bekrae?ft* godka* avvisa spara skicka avbryt lagg(i|till)* laddaner ' +
    'kirjauduulos poista ' +
    // Polish, Czech, Turkish.
    'wylog* wypisz* usun skasuj potwierd* zatwierd* akceptuj odrzuc zapisz wyslij dodaj dokoszyka pobierz odhlas* smaza* odstran* ' +
    'odjav* c[iı]k[iı]s(yap)? oturumukapat abonelikten* kald[iı]r onayla kabulet reddet kaydet gonder iptal* (sepete)?ekle etkinle* ' +
    'indir ' +
    // Russian in both scripts, and others.
    'выход выйти отпис* удал(ить|ение) подтверд* одобр* принять отклон* сохран* отправить отмен(а|ить) добавить вкорзину скачать ' +
    'v[iy]k?hod otpis* udalit podtver* otklonit sohranit otpravit otmenit dobavit kijelentk* keluar dangxuat αποσυνδ* ' +
    // Chinese, Japanese, Korean.
    '退[出会订]* 登出 [注註][销銷]* (删|刪|移|削)除* 确认* 確認* 批准 承認 接受 拒[绝絕] 保存 发送 送信 取消* 添加* 加入[购購]* 追加 下[载載] ログアウト ' +
    'サインアウト 配信停止 カートに* ダウンロード 로그아웃 삭제',
);

/** Acts on what is named beside it, in its own segment (`clear-cache`) or another (`/cache/clear`). */
const actsOn = oneOf(
  'clear kill drop transfer switch set change update mark end close cancel stop start pause resume run exec trigger ' +
    'accept reject decline export import generate send archive publish install upgrade pay exit callback click terminate empty',
);

/** Acts with an id: leads elsewhere, works once, or is done to one thing: `/go/77`, `/invitation/9f3a`, `/posts/5/like`. */
const actsOnId = oneOf(
  'exit leave buy purchase donate redeem claim subscribe join vote like follow mute block ban promote demote assign move click ' +
    'open redirect connect print book reserve rent track star report favou?rite bookmark share tip bid visit jump become invit(e|ation)s? ' +
    'rsvp magic* link otp token cart quota (confirm|verific)ation out(bound)? away go [lrs] ' +
    'kaufen bezahlen abstimmen folgen acheter payer voter suivre comprar pagar votar seguir acquista paga vota segui kopen betalen ' +
    'stemmen volgen kop betala rosta folj kup zap[lł]ac g[lł]osuj sat[iı]nal ode oyla sil gefae?lltmir jaime megusta mipiace curtir купить оплатить голосовать [购購][买買入] 支付 投票 点赞 关注',
);

/** Acts after an id: `/messages/5/read`. */
const actsAfterId = oneOf(
  'un* read on off up down merge pin hide flag check done complete finish build spam attend suspend re(fund|order|act) forget fork escalate',
);

/** Settings, with their value: `/lang/de`, `/theme/dark`. */
const settings = oneOf(
  '(set|switch|change)?(lang(uage)?|locale|currency|theme|mode) magic maintenance sprache langue idioma lingua taal sprak jezyk dil ' +
    'язык 语言 言語',
);

/** What software has, and words act on. */
const objects = oneOf(
  '(user|member|friend|order|server|account|profile|session|cache|cookie|term|database|db|table|log|item|cart|basket|bag|wishlist|file|' +
    'post|comment|message|e?mail|newsletter|notification|subscription|invit(e|ation)|password|token|key|payment|invoice|trial|plan|checkout|backup|job|task|' +
    'queue|plugin|theme|lang(uage)?|currency|role|team|group|project|repo|room|appointment|booking|ad|link|timer)s? *consent history inbox ' +
    'data ownership import cron read all su admin auth sso oauth saml',
);

/** Folders of prose, whose last segments are titles. */
const prose = oneOf(
  '(doc|blog|wiki|guide|article|tutorial|topic|tag|question|faq|product|collection|movie|film|game|song|book)s? music documentation news help learn manual reference kb support handbook ' +
    'glossary search categor(y|ies) hilfe ratgeber nachrichten aide actualites ayuda noticias ajuda aiuto notizie hulp nieuws hjalp ' +
    'nyheter pomoc yardim haberler помощь новости 帮助 新闻 ヘルプ ニュース',
);

/** Words of sentences, which make a segment a title. */
const sentence = oneOf(
  'how why what when where who your my the an? is are can wie como comment come hoe jak nasil как',
);

const code = /^([a-z]{2,3}([-_]\w+)?|dark|light)$/i;
const handler = /\.(php|a[sc].+|jsp.?|do|cgi|pl)$/i;

/** An id, a one-time token, a placeholder in capitals, or an answer; no version. */
const id =
  /^(?!v\d+$)(?=.*\d)\w+$|^[\da-f]{8}-[\da-f-]{27}$|^[A-Z_]{4,}$|^[a-z]$|^(yes|no|now|on|off|up|down)$/;

const year = /^(19|20)\d\d$/;

/** Times a URL is decoded: chained servers decode more than once. */
const decodings = 3;

/** Whether the words of `url`'s path, hash route or parameters say that following it does something. */
export function looksUnsafe({pathname, search, searchParams}: URL, hash = ''): boolean {
  const path = decoded(pathname + hash.replace(/^#(?!!?\/).*/, ''));
  const segments = path.split(/[/\\;:!#=]+/).filter(Boolean);
  // A blog dates its pages by folders, which are no ids.
  const isDated = /\/(19|20)\d\d\/\d\d?(\/|$)/.test(path);
  return (
    segments.some((segment, at) => {
      // Pages such as `Special:Logout` act in a wiki, too.
      const isProse =
        !path.includes(':') &&
        segments
          .slice(0, at)
          .some((folder, i) => prose.test(keyOf(folder)) || (at === 1 && i === 0 && folder === 'api'));
      return isAction(segment, {segments, at, isProse, isDated, hasQuery: search !== ''});
    }) ||
    [...searchParams].some(
      ([name, text]) =>
        isAction(decoded(name)) ||
        // What people search for does nothing.
        (!/^(q|query|s|search|term|keywords?)$/i.test(name) && isAction(decoded(text))) ||
        (/^_?(action|do|cmd|task|op|method)$/i.test(name) && !/^(|view|list|show|search|get)$/i.test(text)),
    )
  );
}

/** Where a segment is in its path; a parameter is in none. */
interface Place {
  segments: readonly string[];
  at: number;
  isProse: boolean;
  isDated: boolean;
  /** A query may name what to act on. */
  hasQuery: boolean;
}

function isAction(segment: string, place?: Place): boolean {
  const words = wordsOf(segment.replace(handler, ''));
  const [{length}, key] = [words, words.join('')];
  if (length > 2 && words.some((word) => sentence.test(word))) return false;
  const {segments = [], at = 0, isProse = false, isDated = false, hasQuery = true} = place ?? {};
  const [before = '', after = ''] = [segments[at - 1], segments[at + 1]];
  const isAfterId = !isDated && id.test(before);
  const hasId =
    hasQuery ||
    isAfterId ||
    // `/archive/2024` is a page.
    (!isDated && [after, segments.at(-1)!].some((each) => after !== '' && id.test(each) && !year.test(each)));
  if (isProse && !hasId) return false;
  const isHeld = hasId || handler.test(segment);
  const isVerb = (word: string): boolean => acts.test(word) || actsElsewhere.test(word);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  return (
    words.some((_, from) => [1, 2, 3].some((count) => ends.test(words.slice(from, from + count).join('')))) ||
    isVerb(key) ||
    (actsOn.test(key) && (isHeld || [before, after].some((each) => objects.test(keyOf(each))))) ||
    (actsOnId.test(key) && (isHeld || (at + segments.length === 1 && key === 'exit'))) ||
    (settings.test(key) && (isHeld || (at === segments.length - 2 && code.test(after)))) ||
    (isAfterId && at === segments.length - 1 && actsAfterId.test(key)) ||
    (length > 1 &&
      length < 4 &&
      (actsElsewhere.test(first) ||
        actsElsewhere.test(last) ||
        (objects.test(first) && (isVerb(last) || actsOn.test(last))) ||
        ((acts.test(first) || actsOn.test(first)) &&
          (isHeld || objects.test(last) || /\p{Ll}\p{Lu}/u.test(segment))) ||
        (isHeld && place !== undefined && actsOnId.test(first))))
  );
}

function keyOf(segment: string): string {
  return wordsOf(segment).join('');
}

/** Splits at anything but a letter, and before the capital in `signOut`; accents are ignored. */
function wordsOf(text: string): string[] {
  return plain(text.replace(/(\p{Ll}\p{M}*)(\p{Lu})/gu, '$1 $2'))
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
}

/** In small letters without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function decoded(text: string): string {
  for (let times = 0; times < decodings; times++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}
