//! The tables of keys.

use crossterm::event::KeyCode;
use unhunch_core::journal::Felt;
use unhunch_core::player::{Command, StopReason};

use super::{Binding, Stroke, bind, control, key, letter};
use crate::action::{Action, Filter, Tab};

const ENTER: Stroke = key(KeyCode::Enter);
const ESC: Stroke = key(KeyCode::Esc);
const SPACE: Stroke = letter(' ');

pub(super) const MACHINE: &[Binding] = &[
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

pub(super) const GLOBAL: &[Binding] = &[
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

pub(super) const LEAVE: &[Binding] = &[
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

pub(super) const SCROLL: &[Binding] = &[
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

pub(super) const MOVE: &[Binding] = &[
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

pub(super) const DIGITS: &[Binding] = &[
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

pub(super) const TODAY: &[Binding] = &[
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

pub(super) const SIGNS: &[Binding] = &[
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

pub(super) const SHORT: &[Binding] = &[
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

pub(super) const QUESTION: &[Binding] = &[
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

pub(super) const OUTCOME: &[Binding] = &[
    bind(&[ENTER], "Enter", "go on", "go on", Action::Choose),
    bind(
        &[letter('r')],
        "r",
        "",
        "try to save it again, where that failed",
        Action::Retry,
    ),
];

pub(super) const PLAN: &[Binding] = &[
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
    bind(
        &[letter('s')],
        "s",
        "save",
        "save it as my routine",
        Action::Keep,
    ),
];

pub(super) const WISHES: &[Binding] = &[bind(
    &[SPACE],
    "space",
    "switch",
    "switch this on or off, or to the next",
    Action::Toggle,
)];

pub(super) const MAP: &[Binding] = &[
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

pub(super) const PLANNED: &[Binding] = &[
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

pub(super) const READY: &[Binding] = &[bind(
    &[ENTER],
    "Enter",
    "begin",
    "begin now",
    Action::Choose,
)];

pub(super) const PLAYER: &[Binding] = &[
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

pub(super) const WHY: &[Binding] = &[
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

pub(super) const PAIN: &[Binding] = &[bind(
    &[ENTER, ESC, letter('q')],
    "Enter",
    "stop",
    "stop; without a number where none was typed",
    Action::StopUnrated,
)];

pub(super) const EFFORT: &[Binding] = &[
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

pub(super) const TROUBLE: &[Binding] = &[
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

pub(super) const AFTER: &[Binding] = &[
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

pub(super) const LIBRARY: &[Binding] = &[
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
    bind(
        &[letter('n')],
        "n",
        "rename",
        "give your routine another name",
        Action::Keep,
    ),
    bind(
        &[letter('x'), key(KeyCode::Delete)],
        "x",
        "remove",
        "take your routine away",
        Action::Remove,
    ),
];

pub(super) const TECHNIQUE: &[Binding] = &[
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

pub(super) const GUIDES: &[Binding] = &[bind(
    &[ENTER, SPACE],
    "Enter",
    "read",
    "read the guide",
    Action::Choose,
)];

pub(super) const GUIDE: &[Binding] = &[
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

pub(super) const PROFILE: &[Binding] = &[bind(
    &[ENTER, SPACE],
    "space",
    "switch",
    "switch it, or type it",
    Action::Toggle,
)];

pub(super) const HELP: &[Binding] = &[bind(
    &[ESC, ENTER, letter('q'), letter('?'), key(KeyCode::F(1))],
    "Esc",
    "close",
    "close the help",
    Action::Back,
)];

pub(super) const HELD: &[Binding] = &[
    bind(
        &[letter('q')],
        "q",
        "STOP",
        "stop; it asks why",
        Action::Stop,
    ),
    bind(
        &[ESC, ENTER, letter('?'), key(KeyCode::F(1))],
        "Esc",
        "close",
        "close the help; space goes on",
        Action::Back,
    ),
];

pub(super) const TYPING: &[Binding] = &[
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

pub(super) const TEXT: &[Binding] = &[
    bind(&[ENTER], "Enter", "save", "take it", Action::Choose),
    bind(&[ESC], "Esc", "cancel", "leave it as it was", Action::Back),
];
