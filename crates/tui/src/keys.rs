//! The keys, as data: a table for each place, from which the footer and the help are made too.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unhunch_core::journal::Felt;
use unhunch_core::player::{Command, StopReason};

use crate::action::{Action, Filter, Tab};

/// A key that is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    code: KeyCode,
    control: bool,
}

const fn letter(letter: char) -> Stroke {
    key(KeyCode::Char(letter))
}

const fn key(code: KeyCode) -> Stroke {
    Stroke {
        code,
        control: false,
    }
}

const fn control(letter: char) -> Stroke {
    Stroke {
        code: KeyCode::Char(letter),
        control: true,
    }
}

impl Stroke {
    /// The stroke of a key event; none for keys with Alt and the like, which mean nothing here.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Option<Self> {
        let own = KeyModifiers::SHIFT | KeyModifiers::CONTROL;
        let code = match event.code {
            // Terminals that tell more say Tab with Shift.
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        own.contains(event.modifiers).then_some(Self {
            code,
            control: event.modifiers.contains(KeyModifiers::CONTROL),
        })
    }
}

/// Keys, and what they do.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The keys that do it.
    pub strokes: &'static [Stroke],
    /// How they are written.
    pub label: &'static str,
    /// What they do, in a word, for the footer; empty for what does not stand there.
    pub short: &'static str,
    /// What they do, in a clause, for the help and the palette.
    pub says: &'static str,
    /// What they do.
    pub action: Action,
}

const fn bind(
    strokes: &'static [Stroke],
    label: &'static str,
    short: &'static str,
    says: &'static str,
    action: Action,
) -> Binding {
    Binding {
        strokes,
        label,
        short,
        says,
        action,
    }
}

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The day's screen.
    Today,
    /// The safety check: every sign at once.
    Signs,
    /// The short form of it.
    Short,
    /// The safety check, question by question.
    Question,
    /// What the check came to.
    Outcome,
    /// The planner's wishes.
    Wishes,
    /// The body map.
    Map,
    /// The planned techniques.
    Planned,
    /// Right before a session.
    Ready,
    /// While a session is played.
    Player,
    /// Why to stop.
    Why,
    /// How strong the pain is.
    Pain,
    /// What the pain asks for.
    Effort,
    /// It cannot be written.
    Trouble,
    /// After a session.
    After,
    /// The list of techniques.
    Library,
    /// A technique's page.
    Technique,
    /// The list of guides.
    Guides,
    /// A guide.
    Guide,
    /// How it goes.
    Progress,
    /// The profile.
    Profile,
    /// What the keys do.
    Help,
    /// Typing, in a list that is searched.
    Typing,
    /// Typing a text.
    Text,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 24] = [
        Self::Today,
        Self::Signs,
        Self::Short,
        Self::Question,
        Self::Outcome,
        Self::Wishes,
        Self::Map,
        Self::Planned,
        Self::Ready,
        Self::Player,
        Self::Why,
        Self::Pain,
        Self::Effort,
        Self::Trouble,
        Self::After,
        Self::Library,
        Self::Technique,
        Self::Guides,
        Self::Guide,
        Self::Progress,
        Self::Profile,
        Self::Help,
        Self::Typing,
        Self::Text,
    ];

    /// The tables that hold here; the first one that knows a key decides.
    #[must_use]
    pub fn tables(self) -> &'static [&'static [Binding]] {
        match self {
            Self::Today => &[TODAY, SCROLL, GLOBAL],
            Self::Signs => &[SIGNS, SCROLL, LEAVE],
            Self::Short => &[SHORT, SCROLL, LEAVE],
            Self::Question => &[QUESTION, LEAVE],
            Self::Outcome => &[OUTCOME, SCROLL, LEAVE],
            Self::Wishes => &[WISHES, PLAN, MOVE, GLOBAL],
            Self::Map => &[MAP, PLAN, MOVE, GLOBAL],
            Self::Planned => &[PLANNED, PLAN, MOVE, GLOBAL],
            Self::Ready => &[READY, DIGITS, SCROLL, LEAVE],
            Self::Player => &[PLAYER, MACHINE],
            Self::Why => &[WHY, MACHINE],
            Self::Pain => &[PAIN, DIGITS, MACHINE],
            Self::Effort => &[EFFORT, MACHINE],
            Self::Trouble => &[TROUBLE, MACHINE],
            Self::After => &[AFTER, DIGITS, MOVE, MACHINE],
            Self::Library => &[LIBRARY, MOVE, GLOBAL],
            Self::Technique => &[TECHNIQUE, SCROLL, GLOBAL],
            Self::Guides => &[GUIDES, MOVE, GLOBAL],
            Self::Guide => &[GUIDE, SCROLL, GLOBAL],
            Self::Progress => &[SCROLL, GLOBAL],
            Self::Profile => &[PROFILE, MOVE, GLOBAL],
            Self::Help => &[HELP, SCROLL, MACHINE],
            Self::Typing => &[TYPING, MACHINE],
            Self::Text => &[TEXT, MACHINE],
        }
    }

    /// What a key comes to here.
    #[must_use]
    pub fn action(self, stroke: Stroke) -> Option<Action> {
        let bindings = self.tables().iter().copied().flatten();
        let exact = bindings.clone().find(|one| one.strokes.contains(&stroke));
        let found = exact.or_else(|| {
            // A letter that means nothing else with the shift key means the same.
            let KeyCode::Char(sign) = stroke.code else {
                return None;
            };
            let lower = Stroke {
                code: KeyCode::Char(sign.to_ascii_lowercase()),
                ..stroke
            };
            bindings.clone().find(|one| one.strokes.contains(&lower))
        });
        found.map(|one| one.action.clone())
    }

    /// Whether signs are typed here.
    #[must_use]
    pub fn types(self) -> bool {
        matches!(self, Self::Typing | Self::Text)
    }

    /// All keys that do something here, those that are hidden by others left out.
    pub fn bindings(self) -> impl Iterator<Item = &'static Binding> {
        self.tables().iter().copied().flatten()
    }
}

const ENTER: Stroke = key(KeyCode::Enter);
const ESC: Stroke = key(KeyCode::Esc);
const SPACE: Stroke = letter(' ');

const MACHINE: &[Binding] = &[
    bind(
        &[control('l')],
        "Ctrl-L",
        "",
        "draw everything anew",
        Action::Redraw,
    ),
    bind(
        &[control('z')],
        "Ctrl-Z",
        "",
        "back to the shell; `fg` returns",
        Action::Suspend,
    ),
    bind(
        &[control('c')],
        "Ctrl-C",
        "",
        "leave the program",
        Action::Quit,
    ),
];

const GLOBAL: &[Binding] = &[
    bind(
        &[letter('?'), key(KeyCode::F(1))],
        "?",
        "keys",
        "what the keys do here",
        Action::Help,
    ),
    bind(
        &[letter(':'), control('p')],
        ":",
        "commands",
        "the command palette (or Ctrl-P)",
        Action::Palette,
    ),
    bind(
        &[letter('1')],
        "1",
        "",
        "go to Today",
        Action::Go(Tab::Today),
    ),
    bind(&[letter('2')], "2", "", "go to Plan", Action::Go(Tab::Plan)),
    bind(
        &[letter('3')],
        "3",
        "",
        "go to Library",
        Action::Go(Tab::Library),
    ),
    bind(
        &[letter('4')],
        "4",
        "",
        "go to Guides",
        Action::Go(Tab::Guides),
    ),
    bind(
        &[letter('5')],
        "5",
        "",
        "go to Progress",
        Action::Go(Tab::Progress),
    ),
    bind(
        &[letter('6')],
        "6",
        "",
        "go to Profile",
        Action::Go(Tab::Profile),
    ),
    bind(
        &[ESC, key(KeyCode::Backspace)],
        "Esc",
        "",
        "go back",
        Action::Back,
    ),
    bind(
        &[letter('q'), control('c')],
        "q",
        "quit",
        "leave the program (or Ctrl-C)",
        Action::Quit,
    ),
    bind(
        &[control('l')],
        "Ctrl-L",
        "",
        "draw everything anew",
        Action::Redraw,
    ),
    bind(
        &[control('z')],
        "Ctrl-Z",
        "",
        "back to the shell; `fg` returns",
        Action::Suspend,
    ),
];

const LEAVE: &[Binding] = &[
    bind(
        &[letter('q'), ESC],
        "q",
        "leave",
        "leave without going on",
        Action::Back,
    ),
    bind(
        &[letter('?'), key(KeyCode::F(1))],
        "?",
        "keys",
        "what the keys do here",
        Action::Help,
    ),
    bind(
        &[control('l')],
        "Ctrl-L",
        "",
        "draw everything anew",
        Action::Redraw,
    ),
    bind(
        &[control('z')],
        "Ctrl-Z",
        "",
        "back to the shell; `fg` returns",
        Action::Suspend,
    ),
    bind(
        &[control('c')],
        "Ctrl-C",
        "",
        "leave the program",
        Action::Quit,
    ),
];

const SCROLL: &[Binding] = &[
    bind(
        &[key(KeyCode::Up), letter('k')],
        "\u{2191} k",
        "",
        "up",
        Action::Up,
    ),
    bind(
        &[key(KeyCode::Down), letter('j')],
        "\u{2193} j",
        "",
        "down",
        Action::Down,
    ),
    bind(
        &[key(KeyCode::PageUp), control('u')],
        "PgUp",
        "",
        "a page up (or Ctrl-U)",
        Action::PageUp,
    ),
    bind(
        &[key(KeyCode::PageDown), control('d'), SPACE],
        "PgDn",
        "",
        "a page down (or Ctrl-D, space)",
        Action::PageDown,
    ),
    bind(
        &[key(KeyCode::Home), letter('g')],
        "Home g",
        "",
        "to the beginning",
        Action::Top,
    ),
    bind(
        &[key(KeyCode::End), letter('G')],
        "End G",
        "",
        "to the end",
        Action::Bottom,
    ),
];

const MOVE: &[Binding] = &[
    bind(
        &[key(KeyCode::Up), letter('k')],
        "\u{2191} k",
        "",
        "up",
        Action::Up,
    ),
    bind(
        &[key(KeyCode::Down), letter('j')],
        "\u{2193} j",
        "",
        "down",
        Action::Down,
    ),
    bind(
        &[key(KeyCode::Left), letter('h')],
        "\u{2190} h",
        "",
        "left, or less",
        Action::Left,
    ),
    bind(
        &[key(KeyCode::Right), letter('l')],
        "\u{2192} l",
        "",
        "right, or more",
        Action::Right,
    ),
    bind(
        &[key(KeyCode::PageUp), control('u')],
        "PgUp",
        "",
        "a page up (or Ctrl-U)",
        Action::PageUp,
    ),
    bind(
        &[key(KeyCode::PageDown), control('d')],
        "PgDn",
        "",
        "a page down (or Ctrl-D)",
        Action::PageDown,
    ),
    bind(
        &[key(KeyCode::Home), letter('g')],
        "Home g",
        "",
        "to the beginning",
        Action::Top,
    ),
    bind(
        &[key(KeyCode::End), letter('G')],
        "End G",
        "",
        "to the end",
        Action::Bottom,
    ),
];

const DIGITS: &[Binding] = &[
    bind(
        &[letter('0')],
        "0",
        "",
        "no pain; 1 then 0 is 10",
        Action::Digit(0),
    ),
    bind(
        &[letter('1')],
        "1",
        "",
        "pain 1, or the first sign of 10",
        Action::Digit(1),
    ),
    bind(&[letter('2')], "2", "", "pain 2", Action::Digit(2)),
    bind(&[letter('3')], "3", "", "pain 3", Action::Digit(3)),
    bind(&[letter('4')], "4", "", "pain 4", Action::Digit(4)),
    bind(&[letter('5')], "5", "", "pain 5", Action::Digit(5)),
    bind(&[letter('6')], "6", "", "pain 6", Action::Digit(6)),
    bind(&[letter('7')], "7", "", "pain 7", Action::Digit(7)),
    bind(&[letter('8')], "8", "", "pain 8", Action::Digit(8)),
    bind(&[letter('9')], "9", "", "pain 9", Action::Digit(9)),
    bind(
        &[key(KeyCode::Backspace)],
        "Bksp",
        "",
        "take the number back",
        Action::Erase,
    ),
];

const TODAY: &[Binding] = &[
    bind(
        &[ENTER, letter('s')],
        "Enter",
        "start",
        "begin what is suggested",
        Action::Start,
    ),
    bind(
        &[letter('r')],
        "r",
        "resume",
        "go on with what was broken off",
        Action::Resume,
    ),
    bind(
        &[letter('x')],
        "x",
        "let go",
        "let go of what was broken off",
        Action::Discard,
    ),
    bind(
        &[letter('p')],
        "p",
        "plan",
        "plan it yourself",
        Action::Go(Tab::Plan),
    ),
    bind(
        &[letter('c')],
        "c",
        "check",
        "answer the safety check",
        Action::Check,
    ),
];

const SIGNS: &[Binding] = &[
    bind(
        &[letter('n')],
        "n",
        "none of these",
        "none of these signs; on the last page it is answered",
        Action::NoneOfThese,
    ),
    bind(
        &[letter('o'), letter('y')],
        "o",
        "one by one",
        "answer one by one",
        Action::OneByOne,
    ),
];

const SHORT: &[Binding] = &[
    bind(
        &[letter('n')],
        "n",
        "nothing new",
        "nothing is new; on the last page it is answered",
        Action::NoneOfThese,
    ),
    bind(
        &[letter('y'), letter('o')],
        "y",
        "something is new",
        "something is new: answer one by one",
        Action::OneByOne,
    ),
];

const QUESTION: &[Binding] = &[
    bind(&[letter('y')], "y", "yes", "yes, this is so", Action::Yes),
    bind(&[letter('n')], "n", "no", "no", Action::No),
    bind(
        &[letter('b'), key(KeyCode::Left), key(KeyCode::Backspace)],
        "b",
        "back",
        "the question before",
        Action::Left,
    ),
];

const OUTCOME: &[Binding] = &[
    bind(&[ENTER], "Enter", "go on", "go on", Action::Choose),
    bind(
        &[letter('r')],
        "r",
        "",
        "try to save it again, where that failed",
        Action::Retry,
    ),
];

const PLAN: &[Binding] = &[
    bind(&[ENTER], "Enter", "start", "begin this plan", Action::Start),
    bind(
        &[key(KeyCode::Tab)],
        "Tab",
        "next part",
        "wishes, body map, plan",
        Action::NextPane,
    ),
    bind(
        &[key(KeyCode::BackTab)],
        "Shift-Tab",
        "",
        "the part before",
        Action::PrevPane,
    ),
    bind(
        &[letter('u')],
        "u",
        "undo",
        "take swaps and drops back",
        Action::Undo,
    ),
];

const WISHES: &[Binding] = &[bind(
    &[SPACE],
    "space",
    "switch",
    "switch this on or off, or to the next",
    Action::Toggle,
)];

const MAP: &[Binding] = &[
    bind(
        &[SPACE],
        "space",
        "choose",
        "choose this area, or take it back",
        Action::Toggle,
    ),
    bind(
        &[letter('+'), letter('=')],
        "+",
        "more pain",
        "it hurts more there",
        Action::MorePain,
    ),
    bind(
        &[letter('-')],
        "-",
        "less",
        "it hurts less there",
        Action::LessPain,
    ),
];

const PLANNED: &[Binding] = &[
    bind(
        &[letter('x')],
        "x",
        "swap",
        "plan another technique in its place",
        Action::Swap,
    ),
    bind(
        &[letter('d'), key(KeyCode::Delete)],
        "d",
        "drop",
        "leave it out; the rest stays",
        Action::Drop,
    ),
    bind(
        &[SPACE],
        "space",
        "page",
        "read the technique's page",
        Action::Toggle,
    ),
];

const READY: &[Binding] = &[bind(
    &[ENTER],
    "Enter",
    "begin",
    "begin now",
    Action::Choose,
)];

const PLAYER: &[Binding] = &[
    bind(
        &[letter('q'), ESC],
        "q",
        "STOP",
        "stop; it asks why",
        Action::Stop,
    ),
    bind(
        &[SPACE],
        "space",
        "pause",
        "pause, and go on",
        Action::PauseOrResume,
    ),
    bind(
        &[letter('e')],
        "e",
        "easier",
        "take the easier step",
        Action::Player(Command::Easier),
    ),
    bind(
        &[letter('n'), key(KeyCode::Right), letter('l')],
        "n",
        "next",
        "go on to what comes next",
        Action::Player(Command::Next),
    ),
    bind(
        &[letter('p'), key(KeyCode::Left), letter('h')],
        "p",
        "back",
        "go back to what came before",
        Action::Player(Command::Previous),
    ),
    bind(
        &[letter('s')],
        "s",
        "skip",
        "leave this technique out",
        Action::Player(Command::SkipTechnique),
    ),
    bind(
        &[letter('+'), letter('=')],
        "+",
        "10 s",
        "10 seconds more",
        Action::Player(Command::Extend),
    ),
    bind(
        &[letter('r')],
        "r",
        "again",
        "begin this part again",
        Action::Player(Command::Restart),
    ),
    bind(
        &[letter('v')],
        "v",
        "voice",
        "speak the cues, or stop speaking",
        Action::Voice,
    ),
    bind(
        &[letter('b')],
        "b",
        "bell",
        "ring the bell, or stop ringing",
        Action::Bell,
    ),
    bind(
        &[letter('?'), key(KeyCode::F(1))],
        "?",
        "keys",
        "what the keys do here",
        Action::Help,
    ),
];

const WHY: &[Binding] = &[
    bind(
        &[letter('d')],
        "d",
        "done",
        StopReason::Done.says(),
        Action::Because(StopReason::Done),
    ),
    bind(
        &[letter('t')],
        "t",
        "no time",
        StopReason::NoTime.says(),
        Action::Because(StopReason::NoTime),
    ),
    bind(
        &[letter('p')],
        "p",
        "pain",
        StopReason::Pain.says(),
        Action::Because(StopReason::Pain),
    ),
    bind(
        &[letter('z')],
        "z",
        "dizzy",
        StopReason::Dizzy.says(),
        Action::Because(StopReason::Dizzy),
    ),
    bind(
        &[letter('u')],
        "u",
        "numb",
        StopReason::Numb.says(),
        Action::Because(StopReason::Numb),
    ),
    // A second press of the stop key is in earnest.
    bind(
        &[letter('o'), letter('q')],
        "o",
        "other",
        StopReason::Other.says(),
        Action::Because(StopReason::Other),
    ),
    bind(
        &[ESC, SPACE],
        "Esc",
        "go on",
        "go on with the session",
        Action::Back,
    ),
];

const PAIN: &[Binding] = &[bind(
    &[ENTER, ESC, letter('q')],
    "Enter",
    "stop",
    "stop; without a number where none was typed",
    Action::StopUnrated,
)];

const EFFORT: &[Binding] = &[
    bind(&[letter('q'), ESC], "q", "STOP", "stop", Action::Stop),
    bind(
        &[letter('e')],
        "e",
        "easier",
        "take the easier step",
        Action::Player(Command::Easier),
    ),
    bind(
        &[letter('s')],
        "s",
        "skip",
        "leave this technique out",
        Action::Player(Command::SkipTechnique),
    ),
    bind(
        &[SPACE, ENTER],
        "space",
        "go on",
        "go on, where the pain lets you",
        Action::Choose,
    ),
];

const TROUBLE: &[Binding] = &[
    bind(
        &[letter('r'), ENTER],
        "r",
        "try again",
        "try to write again",
        Action::Retry,
    ),
    bind(
        &[letter('q')],
        "q",
        "leave",
        "leave; what was written stays",
        Action::GiveUp,
    ),
];

const AFTER: &[Binding] = &[
    bind(
        &[letter('+'), letter('y')],
        "+",
        "helped",
        "it helped",
        Action::Felt(Felt::Helped),
    ),
    bind(
        &[letter('='), letter('n')],
        "=",
        "no change",
        "it changed nothing",
        Action::Felt(Felt::NoChange),
    ),
    bind(
        &[letter('-'), letter('u')],
        "-",
        "hurt",
        "it hurt",
        Action::Felt(Felt::Hurt),
    ),
    bind(
        &[ENTER],
        "Enter",
        "save",
        "write it down and go on",
        Action::Choose,
    ),
    bind(
        &[letter('q'), ESC],
        "Esc",
        "skip",
        "leave without saying more",
        Action::Back,
    ),
    bind(
        &[letter('?'), key(KeyCode::F(1))],
        "?",
        "keys",
        "what the keys do here",
        Action::Help,
    ),
];

const LIBRARY: &[Binding] = &[
    bind(
        &[letter('/')],
        "/",
        "search",
        "type words to search for",
        Action::Search,
    ),
    bind(
        &[ENTER, SPACE],
        "Enter",
        "open",
        "open the page",
        Action::Choose,
    ),
    bind(
        &[letter('a')],
        "a",
        "area",
        "only one area; again for the next",
        Action::Filter(Filter::Area),
    ),
    bind(
        &[letter('p')],
        "p",
        "position",
        "only one place; again for the next",
        Action::Filter(Filter::Position),
    ),
    bind(
        &[letter('e')],
        "e",
        "equipment",
        "only one thing; again for the next",
        Action::Filter(Filter::Equipment),
    ),
    bind(
        &[letter('o')],
        "o",
        "goal",
        "only one goal; again for the next",
        Action::Filter(Filter::Goal),
    ),
    bind(
        &[letter('c')],
        "c",
        "clear",
        "no filters",
        Action::Filter(Filter::Clear),
    ),
];

const TECHNIQUE: &[Binding] = &[
    bind(
        &[key(KeyCode::Right), letter('l'), key(KeyCode::Tab)],
        "\u{2192}",
        "next",
        "the next technique of the list",
        Action::Right,
    ),
    bind(
        &[key(KeyCode::Left), letter('h'), key(KeyCode::BackTab)],
        "\u{2190}",
        "before",
        "the one before",
        Action::Left,
    ),
    bind(&[ENTER], "Enter", "", "back to the list", Action::Back),
];

const GUIDES: &[Binding] = &[bind(
    &[ENTER, SPACE],
    "Enter",
    "read",
    "read the guide",
    Action::Choose,
)];

const GUIDE: &[Binding] = &[
    bind(
        &[key(KeyCode::Tab), letter('l'), key(KeyCode::Right)],
        "Tab",
        "next link",
        "to the next link",
        Action::NextPane,
    ),
    bind(
        &[key(KeyCode::BackTab), letter('h'), key(KeyCode::Left)],
        "Shift-Tab",
        "",
        "to the link before",
        Action::PrevPane,
    ),
    bind(
        &[ENTER],
        "Enter",
        "follow",
        "follow the link",
        Action::Choose,
    ),
];

const PROFILE: &[Binding] = &[bind(
    &[ENTER, SPACE],
    "space",
    "switch",
    "switch it, or type it",
    Action::Toggle,
)];

const HELP: &[Binding] = &[bind(
    &[ESC, ENTER, letter('q'), letter('?'), key(KeyCode::F(1))],
    "Esc",
    "close",
    "close the help",
    Action::Back,
)];

const TYPING: &[Binding] = &[
    bind(
        &[ENTER],
        "Enter",
        "take",
        "take what the cursor is on",
        Action::Choose,
    ),
    bind(&[ESC], "Esc", "close", "stop typing", Action::Back),
    bind(
        &[key(KeyCode::Up), control('k')],
        "\u{2191}",
        "",
        "up",
        Action::Up,
    ),
    bind(
        &[key(KeyCode::Down), control('j')],
        "\u{2193}",
        "",
        "down",
        Action::Down,
    ),
];

const TEXT: &[Binding] = &[
    bind(&[ENTER], "Enter", "save", "take it", Action::Choose),
    bind(&[ESC], "Esc", "cancel", "leave it as it was", Action::Back),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_binding_of_a_place_is_reached_by_a_key() {
        for place in Place::ALL {
            for table in place.tables() {
                for (at, one) in table.iter().enumerate() {
                    for stroke in one.strokes {
                        let twice = table[..at].iter().any(|two| two.strokes.contains(stroke));
                        assert!(!twice, "{place:?}: {stroke:?} twice in a table");
                    }
                }
            }
            let first = place.tables()[0];
            for one in first {
                assert_eq!(place.action(one.strokes[0]), Some(one.action.clone()));
            }
        }
    }

    #[test]
    fn labels_of_a_place_say_which_key_and_every_binding_says_what() {
        for place in Place::ALL {
            let mut labels = BTreeSet::new();
            for one in place.tables()[0] {
                assert!(labels.insert(one.label), "{place:?}: {} twice", one.label);
                assert!(!one.says.is_empty());
            }
        }
    }

    #[test]
    fn stopping_is_one_key_wherever_a_session_is_played() {
        let stop = letter('q');
        assert_eq!(Place::Player.action(stop), Some(Action::Stop));
        assert_eq!(Place::Effort.action(stop), Some(Action::Stop));
        assert_eq!(Place::Pain.action(stop), Some(Action::StopUnrated));
        assert_eq!(
            Place::Why.action(stop),
            Some(Action::Because(StopReason::Other))
        );
    }

    #[test]
    fn a_capital_letter_means_what_the_small_one_does_unless_it_has_its_own() {
        assert_eq!(Place::Player.action(letter('Q')), Some(Action::Stop));
        assert_eq!(Place::Library.action(letter('G')), Some(Action::Bottom));
        assert_eq!(Place::Library.action(letter('g')), Some(Action::Top));
    }
}
