//! A person's profile, set as a whole.

use serde::{Deserialize, Serialize};
use unhunch_core::content::{Id, Library};
use unhunch_core::journal::{Body, Profile, ProfileFlag};
use utoipa::ToSchema;

use super::wishes::{equipment_id, few, flag_set, position_ids, technique_id};
use crate::problem::{Outcome, Problem};
use crate::state::App;

/// A profile to be set: what holds until it is changed.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileIn {
    /// Conditions that leave out or change techniques.
    pub flags: Vec<FlagIn>,
    /// Props at hand.
    pub equipment: Vec<String>,
    /// Surroundings that are not there.
    pub missing: Vec<String>,
    /// Positions usually taken, by their ids or a group's; empty for the usual ones.
    pub positions: Vec<String>,
    /// Techniques agreed to, after asking a doctor, although a flag asks first.
    pub agreed: Vec<String>,
    /// The emergency number to show: 2 to 20 digits, spaces and `+ - ( )`.
    pub emergency_number: Option<String>,
    /// Whether cues are spoken.
    pub voice: Option<bool>,
}

/// A flag that is set.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagIn {
    /// The flag.
    pub flag: String,
    /// Only these areas; empty for everywhere.
    #[serde(default)]
    pub areas: Vec<String>,
}

/// The profile that `sent` is. What the old one has and this content does not know may stay.
pub(crate) fn profile_of(library: &Library, old: &Profile, sent: &ProfileIn) -> Outcome<Profile> {
    let mut flags: Vec<ProfileFlag> = Vec::new();
    few("/flags", sent.flags.len())?;
    for (i, one) in sent.flags.iter().enumerate() {
        let kept = old.flags.iter().find(|kept| {
            kept.flag.as_str() == one.flag
                && kept
                    .areas
                    .iter()
                    .map(Id::as_str)
                    .eq(one.areas.iter().map(String::as_str))
        });
        let flag = match kept {
            Some(kept) => kept.clone(),
            None => {
                let set = flag_set(library, &format!("/flags/{i}"), &one.flag, &one.areas)?;
                ProfileFlag {
                    flag: set.flag,
                    areas: set.areas,
                }
            }
        };
        if flags.iter().any(|known| known.flag == flag.flag) {
            let says = format!("`{}` is set twice", flag.flag);
            return Err(Problem::invalid(format!("/flags/{i}/flag"), says));
        }
        flags.push(flag);
    }
    let vocabulary = library.vocabulary();
    let around: Vec<&Id> = vocabulary.surroundings().map(|one| &one.id.value).collect();
    let mut equipment = ids(
        "equipment",
        &sent.equipment,
        &old.equipment,
        |pointer, word| Ok(vec![equipment_id(library, pointer, word)?]),
    )?;
    let missing = ids("missing", &sent.missing, &old.missing, |pointer, word| {
        Ok(vec![equipment_id(library, pointer, word)?])
    })?;
    if let Some(both) = equipment.iter().find(|id| missing.contains(id)) {
        let says = format!("`{both}` cannot be both at hand and missing; say one of the two");
        return Err(Problem::invalid("/missing", says));
    }
    equipment.retain(|id| !around.contains(&id));
    flags.sort_by(|a, b| a.flag.cmp(&b.flag));
    Ok(Profile {
        flags,
        equipment,
        missing,
        positions: ids(
            "positions",
            &sent.positions,
            &old.positions,
            |pointer, word| position_ids(library, pointer, word),
        )?,
        agreed: ids("agreed", &sent.agreed, &old.agreed, |pointer, word| {
            Ok(vec![technique_id(library, pointer, word)?])
        })?,
        emergency_number: sent.emergency_number.as_deref().map(number).transpose()?,
        voice: sent.voice,
    })
}

/// The ids of a list of words, in order and each once.
fn ids(
    field: &str,
    words: &[String],
    old: &[Id],
    named: impl Fn(&str, &str) -> Outcome<Vec<Id>>,
) -> Outcome<Vec<Id>> {
    few(&format!("/{field}"), words.len())?;
    let mut ids = Vec::new();
    for (i, word) in words.iter().enumerate() {
        match old.iter().find(|id| id.as_str() == word) {
            Some(kept) => ids.push(kept.clone()),
            None => ids.extend(named(&format!("/{field}/{i}"), word)?),
        }
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

fn number(text: &str) -> Outcome<String> {
    let number = text.trim();
    let fine = (2..=20).contains(&number.chars().count())
        && number.chars().any(|one| one.is_ascii_digit())
        && number
            .chars()
            .all(|one| one.is_ascii_digit() || " +-()".contains(one));
    if fine {
        return Ok(number.to_owned());
    }
    Err(Problem::invalid(
        "/emergency_number",
        "an emergency number has 2 to 20 digits, spaces and + - ( ), for instance 112",
    ))
}

impl App {
    /// Sets the profile, as a whole.
    ///
    /// # Errors
    ///
    /// The field that has a value which it may not have, or that it could not be written.
    pub async fn set_profile(&self, sent: ProfileIn) -> Outcome<Profile> {
        self.keeper()
            .record(move |desk| {
                let old = unhunch_host::planning::profile(Some(&desk.diary))?;
                let new = profile_of(desk.library, &old, &sent)?;
                let entry = desk.diary.entry(None, Body::ProfileSet(new.clone()))?;
                Ok((vec![entry], new))
            })
            .await
    }
}
