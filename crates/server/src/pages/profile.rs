//! Profile: conditions, equipment, positions, the emergency number, the voice, light and dark.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse as _, Response};
use unhunch_core::content::{Action, EquipmentKind, Flag, Id, Library, Technique};
use unhunch_core::journal::{Body, Profile, ProfileFlag};
use unhunch_core::person::flags;
use unhunch_core::safety::{Flags, Verdict, verdict};
use unhunch_host::planning;

use super::form::{Faults, Fields};
use super::frame::{Frame, Here, Theme};
use super::on_to;
use super::parts::Choice;
use super::visit::{Form, THEME_COOKIE, Visit};
use crate::problem::{Outcome, Problem};

/// How long a choice of light and dark is kept, in seconds.
const YEAR_S: u32 = 365 * 24 * 60 * 60;

/// A condition that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlagView {
    id: String,
    name: String,
    ask: String,
    on: bool,
    /// The areas that it may be limited to; none where it concerns the whole body.
    areas: Vec<Choice>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "profile.html")]
pub(crate) struct ProfileView {
    frame: Frame,
    saved: bool,
    faults: Faults,
    flags: Vec<FlagView>,
    /// Techniques that wait for the person's word.
    agreed: Vec<Choice>,
    props: Vec<Choice>,
    surroundings: Vec<Choice>,
    positions: Vec<Choice>,
    number: String,
    voice: bool,
    themes: Vec<Choice>,
}

impl ProfileView {
    /// What the page shows of a profile; `number` is what was entered, where that cannot be kept.
    pub(crate) fn new(
        frame: Frame,
        library: &Library,
        profile: &Profile,
        number: Option<&str>,
        faults: Faults,
        saved: bool,
    ) -> Self {
        let words = library.vocabulary();
        let things = |kind: EquipmentKind, on: &dyn Fn(&Id) -> bool| {
            let own = words.equipment.iter().filter(|one| one.kind.value == kind);
            own.map(|one| Choice::new(one.id.as_str(), one.name.as_str(), on(&one.id)))
                .collect()
        };
        let flag = |flag: &Flag| {
            let set = profile.flags.iter().find(|one| one.flag == flag.id.value);
            let limits = flag.local == Some(true);
            let areas = words.areas.iter().filter(|_| limits).map(|area| {
                let on = set.is_some_and(|set| set.areas.contains(&area.id.value));
                Choice::new(area.id.as_str(), area.name.as_str(), on)
            });
            FlagView {
                id: flag.id.to_string(),
                name: flag.name.to_string(),
                ask: flag.ask.to_string(),
                on: set.is_some(),
                areas: areas.collect(),
            }
        };
        let theme = frame.theme;
        Self {
            saved,
            faults,
            flags: words.flags.iter().map(flag).collect(),
            agreed: waiting(library, profile)
                .into_iter()
                .map(|one| Choice {
                    value: one.id.to_string(),
                    name: one.name.to_string(),
                    says: why_asked(one, profile),
                    on: profile.agreed.contains(&one.id.value),
                })
                .collect(),
            props: things(EquipmentKind::Prop, &|id| profile.equipment.contains(id)),
            surroundings: things(EquipmentKind::Surrounding, &|id| {
                !profile.missing.contains(id)
            }),
            positions: words
                .positions
                .iter()
                .map(|one| {
                    Choice::new(
                        one.id.as_str(),
                        one.name.as_str(),
                        profile.positions.contains(&one.id.value),
                    )
                })
                .collect(),
            number: number
                .or(profile.emergency_number.as_deref())
                .unwrap_or_default()
                .to_owned(),
            voice: profile.voice == Some(true),
            themes: Theme::ALL
                .iter()
                .map(|(one, word, says)| Choice::new(*word, *says, *one == theme))
                .collect(),
            frame,
        }
    }
}

/// Techniques that a condition asks the person's word for, whether they gave it or not.
fn waiting<'l>(library: &'l Library, profile: &Profile) -> Vec<&'l Technique> {
    let flags = Flags {
        agreed: Vec::new(),
        ..flags(profile)
    };
    let asks = |one: &&Technique| matches!(verdict(one, &flags), Verdict::AskFirst(_));
    library.techniques().iter().filter(asks).collect()
}

fn why_asked(technique: &Technique, profile: &Profile) -> String {
    let set = |flag: &Id| profile.flags.iter().any(|one| one.flag == *flag);
    let cautions = technique.cautions.iter();
    let own = cautions.filter(|one| one.action.value == Action::Ask && set(&one.flag));
    own.map(|one| one.why.value.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The profile that a form asks for. What the content does not know stays as it was.
pub(crate) fn read(
    library: &Library,
    old: &Profile,
    fields: &Fields,
    faults: &mut Faults,
) -> Profile {
    let words = library.vocabulary();
    let ticked = |name: &str, id: &Id| fields.all(name).any(|value| value == id.as_str());
    let mut flags: Vec<ProfileFlag> = words
        .flags
        .iter()
        .filter(|flag| ticked("flag", &flag.id))
        .map(|flag| {
            let name = format!("only-{}", flag.id);
            let areas = words
                .areas
                .iter()
                .filter(|area| flag.local == Some(true) && ticked(&name, &area.id));
            ProfileFlag {
                flag: flag.id.value.clone(),
                areas: areas.map(|area| area.id.value.clone()).collect(),
            }
        })
        .collect();
    flags.extend(
        old.flags
            .iter()
            .filter(|one| words.flag(one.flag.as_str()).is_none())
            .cloned(),
    );
    flags.sort_by(|a, b| a.flag.cmp(&b.flag));
    let things = |kind| {
        words
            .equipment
            .iter()
            .filter(move |one| one.kind.value == kind)
            .map(|one| &one.id.value)
    };
    let kept = |ids: &[Id]| -> Vec<Id> {
        ids.iter()
            .filter(|id| words.equipment(id.as_str()).is_none())
            .cloned()
            .collect()
    };
    let mut equipment = kept(&old.equipment);
    equipment.extend(
        things(EquipmentKind::Prop)
            .filter(|id| ticked("prop", id))
            .cloned(),
    );
    let mut missing = kept(&old.missing);
    missing.extend(
        things(EquipmentKind::Surrounding)
            .filter(|id| !ticked("around", id))
            .cloned(),
    );
    let mut positions: Vec<Id> = old
        .positions
        .iter()
        .filter(|id| words.position(id.as_str()).is_none())
        .cloned()
        .collect();
    positions.extend(
        words
            .positions
            .iter()
            .map(|one| &one.id.value)
            .filter(|id| ticked("position", id))
            .cloned(),
    );
    for all in [&mut equipment, &mut missing, &mut positions] {
        all.sort();
    }
    let mut profile = Profile {
        flags,
        equipment,
        missing,
        positions,
        voice: match fields.first("voice") {
            Some("on") => Some(true),
            _ => old.voice.map(|_| false),
        },
        ..old.clone()
    };
    let asked: Vec<Id> = waiting(library, old)
        .iter()
        .map(|one| one.id.value.clone())
        .collect();
    // Only what stood on the page can be taken back there.
    profile.agreed.retain(|id| !asked.contains(id));
    profile
        .agreed
        .extend(asked.into_iter().filter(|id| ticked("agreed", id)));
    profile.agreed.sort();
    let number = fields.first("number").unwrap_or_default().trim();
    match number {
        "" => profile.emergency_number = None,
        number if is_number(number) => profile.emergency_number = Some(number.to_owned()),
        _ => faults.add(
            "number",
            "An emergency number has 2 to 20 digits, spaces and + - ( ).",
        ),
    }
    profile
}

fn is_number(text: &str) -> bool {
    (2..=20).contains(&text.chars().count())
        && text.chars().any(|one| one.is_ascii_digit())
        && text
            .chars()
            .all(|one| one.is_ascii_digit() || " +-()".contains(one))
}

/// The profile.
///
/// # Errors
///
/// When the journal cannot be read.
pub(super) async fn page(visit: Visit) -> Outcome<Response> {
    let profile = visit
        .app
        .keeper()
        .read(|desk| Ok(planning::profile(Some(&desk.diary))?))
        .await?;
    let frame = visit.frame("Profile", Here::Profile);
    let saved = visit.query.has("kept");
    super::page(&ProfileView::new(
        frame,
        visit.app.library(),
        &profile,
        None,
        Faults::default(),
        saved,
    ))
}

/// Writes down a profile.
///
/// # Errors
///
/// When the journal cannot be read or written.
pub(super) async fn keep(visit: Visit, Form(fields): Form) -> Outcome<Response> {
    let sent = fields.clone();
    let read = visit
        .app
        .keeper()
        .write(move |desk| {
            let old = planning::profile(Some(&desk.diary))?;
            let mut faults = Faults::default();
            let profile = read(desk.library, &old, &sent, &mut faults);
            if faults.is_empty() && profile != old {
                desk.diary.record(None, Body::ProfileSet(profile.clone()))?;
            }
            Ok((profile, faults))
        })
        .await?;
    let (profile, faults) = read;
    if faults.is_empty() {
        return Ok(on_to("/profile?kept=1"));
    }
    let frame = visit.frame("Profile", Here::Profile);
    let number = fields.first("number");
    let view = ProfileView::new(frame, visit.app.library(), &profile, number, faults, false);
    super::page_or_faults(&view, false)
}

/// Keeps the choice of light and dark, in the one cookie that there is.
pub(super) async fn theme(Form(fields): Form) -> Outcome<Response> {
    let chosen = fields.first("theme").and_then(Theme::from_word);
    let chosen = chosen
        .ok_or_else(|| Problem::invalid("theme", "choose light, dark, or as the system has it"))?;
    let (word, age) = chosen.word().map_or(("", 0), |word| (word, YEAR_S));
    let cookie = format!("{THEME_COOKIE}={word}; Path=/; Max-Age={age}; SameSite=Strict; HttpOnly");
    Ok((
        StatusCode::SEE_OTHER,
        [(LOCATION, "/profile".to_owned()), (SET_COOKIE, cookie)],
    )
        .into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    #[test]
    fn a_profile_is_read_whole_and_keeps_what_the_content_does_not_know() {
        let library = unhunch_bundle::library();
        let old = Profile {
            flags: vec![ProfileFlag {
                flag: id("unknown"),
                areas: Vec::new(),
            }],
            equipment: vec![id("hammock"), id("cushion")],
            agreed: vec![id("elsewhere")],
            ..Profile::default()
        };
        let mut faults = Faults::default();
        let fields = Fields::read(
            "flag=wound-fracture-surgery&only-wound-fracture-surgery=neck&prop=foam-roller&around=chair&around=wall\
             &position=seated&number=+1+555&voice=on",
        );
        let read = read(&library, &old, &fields, &mut faults);
        assert!(faults.is_empty());
        assert_eq!(
            read,
            Profile {
                flags: vec![
                    ProfileFlag {
                        flag: id("unknown"),
                        areas: Vec::new()
                    },
                    ProfileFlag {
                        flag: id("wound-fracture-surgery"),
                        areas: vec![id("neck")]
                    },
                ],
                equipment: vec![id("foam-roller"), id("hammock")],
                missing: vec![id("doorway")],
                positions: vec![id("seated")],
                agreed: vec![id("elsewhere")],
                emergency_number: Some("1 555".to_owned()),
                voice: Some(true),
            }
        );
    }

    #[test]
    fn an_emergency_number_is_one() {
        let library = unhunch_bundle::library();
        for (text, fine) in [
            ("", true),
            ("112", true),
            ("%2B44 (0)999", true),
            ("9", false),
            ("help", false),
            ("+-", false),
        ] {
            let mut faults = Faults::default();
            let fields = Fields::read(&format!("number={text}"));
            read(&library, &Profile::default(), &fields, &mut faults);
            assert_eq!(faults.is_empty(), fine, "{text}");
        }
    }
}
