//! Profile: conditions, equipment, positions, the voice, the emergency number, the theme. Each change is
//! written down at once.

use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};
use unhunch_core::content::{EquipmentKind, Id, Library};
use unhunch_core::journal::{Profile, ProfileFlag};

use super::{Ctx, Go, Out, step};
use crate::action::Action;
use crate::app::Effect;
use crate::draw::{Canvas, Doc, Piece, Row, beside, follow};
use crate::keys::Place;
use crate::theme::{Choice, Role};
use crate::work::Job;

/// What the equipment stands under.
const EQUIPMENT: &str = "Equipment at hand";

/// The screen's state.
#[derive(Debug, Default)]
pub(crate) struct State {
    cursor: usize,
    typing: Option<Input>,
    /// What was changed here, until the journal tells it.
    draft: Option<Profile>,
    /// The choice of light and dark.
    choice: Choice,
}

/// Something that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Setting {
    Heading(&'static str),
    Theme,
    Voice,
    Emergency,
    Flag(Id),
    /// An area that a condition is limited to.
    FlagArea(Id, Id),
    Prop(Id),
    Surrounding(Id),
    Position(Id),
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProfileView {
    /// The rows of each setting.
    settings: Vec<Vec<Row>>,
    /// The first of what is around.
    around: usize,
    cursor: usize,
}

/// Everything that can be set; the areas of a condition only where it is set.
fn settings(library: &Library, profile: &Profile) -> Vec<Setting> {
    let words = library.vocabulary();
    let mut all = vec![
        Setting::Heading("This program"),
        Setting::Theme,
        Setting::Voice,
        Setting::Emergency,
        Setting::Heading("Conditions: they leave out or change techniques"),
    ];
    for flag in &words.flags {
        let id = &flag.id.value;
        all.push(Setting::Flag(id.clone()));
        let set = profile.flags.iter().any(|one| one.flag == *id);
        if set && flag.local == Some(true) {
            let areas = words.areas.iter();
            all.extend(areas.map(|area| Setting::FlagArea(id.clone(), area.id.value.clone())));
        }
    }
    all.push(Setting::Heading(EQUIPMENT));
    let props = words
        .equipment
        .iter()
        .filter(|one| one.kind.value == EquipmentKind::Prop);
    all.extend(props.map(|one| Setting::Prop(one.id.value.clone())));
    all.push(Setting::Heading("Around you"));
    all.extend(
        words
            .surroundings()
            .map(|one| Setting::Surrounding(one.id.value.clone())),
    );
    all.push(Setting::Heading(
        "Positions you usually take (none: standing and seated)",
    ));
    all.extend(
        words
            .positions
            .iter()
            .map(|one| Setting::Position(one.id.value.clone())),
    );
    all
}

fn toggle(list: &mut Vec<Id>, id: &Id) {
    match list.iter().position(|one| one == id) {
        Some(at) => {
            list.remove(at);
        }
        None => {
            list.push(id.clone());
            list.sort();
        }
    }
}

impl State {
    /// The screen at its start.
    pub(crate) fn new(choice: Choice) -> Self {
        Self {
            choice,
            ..Self::default()
        }
    }

    /// Where the keys are.
    pub(crate) fn place(&self) -> Place {
        if self.typing.is_some() {
            Place::Text
        } else {
            Place::Profile
        }
    }

    /// The journal has told the profile.
    pub(crate) fn told(&mut self) {
        self.draft = None;
    }

    /// Takes what is typed.
    pub(crate) fn edit(&mut self, request: InputRequest) {
        if let Some(input) = &mut self.typing {
            input.handle(request);
        }
    }

    fn profile(&self, ctx: Ctx<'_>) -> Option<Profile> {
        self.draft
            .clone()
            .or_else(|| ctx.known.map(|known| known.profile.clone()))
    }

    /// Does what is asked.
    pub(crate) fn act(&mut self, action: &Action, ctx: Ctx<'_>, out: &mut Out) {
        let all = settings(ctx.library, &self.profile(ctx).unwrap_or_default());
        // The first row is a heading.
        self.cursor = self.cursor.max(1);
        let before = self.cursor;
        if self.typing.is_none() && step(&mut self.cursor, action, all.len(), ctx.size.1) {
            self.skip_headings(&all, before);
            return;
        }
        match action {
            Action::Choose if self.typing.is_some() => self.typed(ctx, out),
            Action::Back if self.typing.is_some() => self.typing = None,
            Action::Back => out.go(Go::Back),
            Action::Select(at) => {
                self.cursor = (*at).min(all.len().saturating_sub(1));
                self.switch(&all, ctx, out);
            }
            Action::Toggle | Action::Right | Action::Left => self.switch(&all, ctx, out),
            _ => {}
        }
    }

    fn skip_headings(&mut self, all: &[Setting], before: usize) {
        let heading = |at: usize| matches!(all.get(at), Some(Setting::Heading(_)));
        if !heading(self.cursor) {
            return;
        }
        let down = self.cursor > before;
        self.cursor = if down || self.cursor == 0 {
            self.cursor + 1
        } else {
            self.cursor - 1
        };
    }

    fn switch(&mut self, all: &[Setting], ctx: Ctx<'_>, out: &mut Out) {
        let Some(mut profile) = self.profile(ctx) else {
            return out.say("The journal is being read.");
        };
        match all.get(self.cursor) {
            Some(Setting::Theme) => {
                self.choice = self.choice.next();
                out.effect(Effect::Theme(self.choice));
                out.effect(Effect::Work(Job::Theme(self.choice)));
                return;
            }
            Some(Setting::Emergency) => {
                self.typing = Some(Input::new(profile.emergency_number.unwrap_or_default()));
                return;
            }
            Some(Setting::Voice) => profile.voice = Some(profile.voice != Some(true)),
            Some(Setting::Flag(id)) => {
                let at = profile.flags.iter().position(|one| one.flag == *id);
                match at {
                    Some(at) => {
                        profile.flags.remove(at);
                    }
                    None => {
                        profile.flags.push(ProfileFlag {
                            flag: id.clone(),
                            areas: Vec::new(),
                        });
                        profile.flags.sort_by(|a, b| a.flag.cmp(&b.flag));
                    }
                }
            }
            Some(Setting::FlagArea(flag, area)) => {
                let set = profile.flags.iter_mut().find(|one| one.flag == *flag);
                if let Some(set) = set {
                    toggle(&mut set.areas, area);
                }
            }
            Some(Setting::Prop(id)) => toggle(&mut profile.equipment, id),
            Some(Setting::Surrounding(id)) => toggle(&mut profile.missing, id),
            Some(Setting::Position(id)) => toggle(&mut profile.positions, id),
            Some(Setting::Heading(_)) | None => return,
        }
        self.save(profile, out);
    }

    fn typed(&mut self, ctx: Ctx<'_>, out: &mut Out) {
        let Some(input) = self.typing.take() else {
            return;
        };
        let Some(mut profile) = self.profile(ctx) else {
            return;
        };
        let number = input.value().trim();
        let fine = (2..=20).contains(&number.chars().count())
            && number.chars().any(|one| one.is_ascii_digit())
            && number
                .chars()
                .all(|one| one.is_ascii_digit() || " +-()".contains(one));
        if number.is_empty() {
            profile.emergency_number = None;
        } else if fine {
            profile.emergency_number = Some(number.to_owned());
        } else {
            return out.say("An emergency number has 2 to 20 digits, spaces and + - ( ).");
        }
        self.save(profile, out);
    }

    fn save(&mut self, profile: Profile, out: &mut Out) {
        self.draft = Some(profile.clone());
        out.effect(Effect::Work(Job::Profile(profile)));
    }

    /// What it shows.
    pub(crate) fn view(&self, ctx: Ctx<'_>) -> ProfileView {
        let profile = self.profile(ctx).unwrap_or_default();
        let all = settings(ctx.library, &profile);
        let columns = match parts(Rect::new(0, 0, ctx.size.0, ctx.size.1)) {
            Some((left, _)) => left.width,
            None => ctx.size.0.min(100),
        };
        let rows = all.iter().map(|one| {
            let mut doc = Doc::new();
            self.row(&mut doc, one, &profile, ctx.library);
            let mut rows = doc.rows(columns);
            if matches!(one, Setting::Heading(_)) && *one != all[0] {
                rows.insert(0, Row::default());
            }
            rows
        });
        let around = |one: &Setting| *one == Setting::Heading(EQUIPMENT);
        ProfileView {
            around: all.iter().position(around).unwrap_or(0),
            settings: rows.collect(),
            cursor: self.cursor.max(1),
        }
    }

    fn row(&self, doc: &mut Doc, setting: &Setting, profile: &Profile, library: &Library) {
        let words = library.vocabulary();
        let mut value = |name: &str, value: String| {
            doc.rich(
                "",
                0,
                vec![
                    Piece::new(format!("{name}: "), Role::Text),
                    Piece::new(value, Role::Accent),
                ],
            );
        };
        let (on, says) = match setting {
            Setting::Heading(text) => {
                doc.say(text, Role::Strong);
                return;
            }
            Setting::Theme => return value("Theme", self.choice.word().to_owned()),
            Setting::Voice => {
                let on = if profile.voice == Some(true) {
                    "on"
                } else {
                    "off"
                };
                return value("Voice", on.to_owned());
            }
            Setting::Emergency => {
                let shown = match &self.typing {
                    Some(input) => format!("{}_", input.value()),
                    None => profile
                        .emergency_number
                        .clone()
                        .unwrap_or_else(|| "none set".to_owned()),
                };
                return value("Emergency number", shown);
            }
            Setting::Flag(id) => {
                let set = profile.flags.iter().find(|one| one.flag == *id);
                let ask = words
                    .flag(id.as_str())
                    .map_or(id.as_str(), |one| one.ask.as_str());
                let areas: Vec<&str> = set
                    .iter()
                    .flat_map(|one| &one.areas)
                    .map(|area| {
                        let known = words.area(area.as_str());
                        known.map_or(area.as_str(), |one| one.name.as_str())
                    })
                    .collect();
                let local = words
                    .flag(id.as_str())
                    .is_some_and(|one| one.local == Some(true));
                let only = if areas.is_empty() && set.is_some() && local {
                    " (everywhere; or choose where)".to_owned()
                } else if areas.is_empty() {
                    String::new()
                } else {
                    format!(" (only: {})", areas.join(", "))
                };
                (set.is_some(), format!("{ask}{only}"))
            }
            Setting::FlagArea(flag, area) => {
                let set = profile.flags.iter().find(|one| one.flag == *flag);
                let on = set.is_some_and(|one| one.areas.contains(area));
                let known = words.area(area.as_str());
                let name = known.map_or(area.as_str(), |one| one.name.as_str());
                let mark = if on { "[x] " } else { "[ ] " };
                let piece = Piece::new(name, Role::Text);
                doc.rich(mark, 4, vec![piece]);
                return;
            }
            Setting::Prop(id) => (profile.equipment.contains(id), thing(library, id)),
            Setting::Surrounding(id) => (!profile.missing.contains(id), thing(library, id)),
            Setting::Position(id) => {
                let known = words.position(id.as_str());
                let name = known.map_or(id.to_string(), |one| one.name.to_string());
                (profile.positions.contains(id), name)
            }
        };
        doc.item(if on { "[x] " } else { "[ ] " }, &says);
    }
}

fn thing(library: &Library, id: &Id) -> String {
    let known = library.vocabulary().equipment(id.as_str());
    known.map_or(id.to_string(), |one| one.name.to_string())
}

/// The part of what is about the body and this program, and the part of what is around, where there is room
/// for both.
fn parts(area: Rect) -> Option<(Rect, Rect)> {
    if area.width < 110 || area.height < 30 {
        return None;
    }
    let (left, right) = beside(area, area.width * 3 / 5);
    let left = Rect::new(left.x, left.y, left.width - 3, left.height);
    Some((left, right))
}

/// Draws the screen.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, view: &ProfileView) {
    let Some((left, right)) = parts(area) else {
        return list(canvas, area, view, 0, view.settings.len());
    };
    list(canvas, left, view, 0, view.around);
    list(canvas, right, view, view.around, view.settings.len());
}

/// Draws the settings from one to before another.
fn list(canvas: &mut Canvas<'_>, area: Rect, view: &ProfileView, from: usize, until: usize) {
    let mut rows: Vec<Row> = Vec::new();
    let mut lines = Vec::new();
    for (at, own) in view.settings.iter().enumerate().take(until).skip(from) {
        // A gap before a heading is none at the top.
        let own = match own.first() {
            Some(first) if rows.is_empty() && first.pieces.is_empty() => own.get(1..),
            _ => own.get(..),
        };
        let own = own.unwrap_or_default();
        lines.push((rows.len(), own.len(), at));
        rows.extend(own.iter().cloned());
    }
    let cursor = lines.iter().find(|(_, _, at)| *at == view.cursor);
    let cursor = cursor.map_or(0, |(row, ..)| *row);
    let top = follow(cursor, rows.len(), area.height);
    canvas.rows(area, &rows, top);
    for (row, count, at) in lines {
        for row in row..row + count {
            let Some(y) = row.checked_sub(top).and_then(|y| u16::try_from(y).ok()) else {
                continue;
            };
            if at == view.cursor {
                canvas.cursor(area, y);
            }
            canvas.hit_row(area, y, Action::Select(at));
        }
    }
}
