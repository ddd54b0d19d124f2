//! The flags that ask for a plan; `plan`, `start` and `xtask plan-model` share them.

use std::collections::BTreeSet;
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use unhunch_core::content::{Goal, Id, Intensity, Library, Vocabulary};
use unhunch_core::plan::{
    BadRequest, LEAST_MINUTES, MOST_MINUTES, Request, UNSAID_PAIN, WantedArea,
};
use unhunch_core::routine::Side;
use unhunch_core::safety::FlagSet;

/// What a plan should be like.
#[derive(Debug, Clone, Args)]
pub struct RequestArgs {
    /// How long, 1 to 60 minutes.
    #[arg(
        long,
        short,
        value_name = "N",
        default_value_t = 5,
        value_parser = minutes,
        allow_negative_numbers = true
    )]
    pub minutes: u32,
    /// Where it bothers you, perhaps on one side, and how much: `neck`, `shoulder:right`, `neck=6`,
    /// `shoulder:right=6`. May be given several times. Areas: neck, shoulder, shoulder-blade, mid-back,
    /// side, chest, lower-back.
    #[arg(
        long,
        short,
        value_name = "A[:left|right][=0-10]",
        value_delimiter = ','
    )]
    pub area: Vec<AreaArg>,
    /// Positions that are fine: `seated`, `standing`, `floor`, or one by its id. Several, or commas.
    /// Positions: standing, seated, seated-floor, hands-and-feet, hands-and-knees, kneeling, prone,
    /// side-lying, supine.
    #[arg(long, short, value_name = "P", value_delimiter = ',')]
    pub position: Vec<String>,
    /// Things at hand beyond a chair, a wall and a doorway; `none` for nothing. Several, or commas.
    /// Things: chair, wall, doorway, cushion, towel, strap, foam-roller, back-roller, tennis-ball,
    /// lacrosse-ball, exercise-ball, resistance-band, suspension-bands, heat-pack, ice-pack.
    #[arg(long, short, value_name = "E", value_delimiter = ',')]
    pub equipment: Vec<String>,
    /// What the minutes are for.
    #[arg(long, short, value_name = "G", value_parser = goals())]
    pub goal: Option<Goal>,
    /// The most that a technique may ask of you.
    #[arg(long, value_name = "I", value_parser = intensities())]
    pub intensity: Option<Intensity>,
    /// A condition that holds this time, beside those of your profile: `blood-thinners`, or for one area
    /// only `wound-fracture-surgery:neck`. Several, or commas. `unhunch profile --flags` lists them,
    /// and --set-flag there sets them for good.
    #[arg(long, value_name = "F[:AREA]", value_delimiter = ',')]
    pub flag: Vec<FlagArg>,
    /// A technique that you agree to this time, after asking your doctor, although a flag asks first.
    #[arg(long, value_name = "TECHNIQUE", value_delimiter = ',')]
    pub agree: Vec<String>,
    /// Things that are not there this time: `wall`, `chair`. Several, or commas.
    #[arg(long, value_name = "E", value_delimiter = ',')]
    pub without: Vec<String>,
    /// A number that varies the plan; the same number gives the same plan.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        value_parser = seed,
        allow_negative_numbers = true
    )]
    pub seed: u64,
}

/// Whole minutes. Whether there may be so many is for the planner to say.
fn minutes(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| {
        format!("a plan takes {LEAST_MINUTES} to {MOST_MINUTES} whole minutes, not `{text}`")
    })
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        format!(
            "a seed is a whole number from 0 to {}, not `{text}`",
            u64::MAX
        )
    })
}

pub(super) fn goals() -> impl clap::builder::TypedValueParser<Value = Goal> {
    PossibleValuesParser::new(Goal::WORDS)
        .try_map(|word| Goal::from_word(&word).ok_or("not a goal"))
}

fn intensities() -> impl clap::builder::TypedValueParser<Value = Intensity> {
    PossibleValuesParser::new(Intensity::WORDS)
        .try_map(|word| Intensity::from_word(&word).ok_or("not an intensity"))
}

/// An area as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaArg {
    /// The area's id or alias.
    pub area: String,
    /// The side that bothers more.
    pub side: Option<Side>,
    /// How much, 0 to 10.
    pub pain: Option<u32>,
}

impl FromStr for AreaArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (place, pain) = match text.split_once('=') {
            None => (text, None),
            Some((place, pain)) => {
                let number: Option<u32> = pain.parse().ok().filter(|pain| *pain <= 10);
                let number = number.ok_or(format!("pain goes from 0 to 10, not `{pain}`"))?;
                (place, Some(number))
            }
        };
        let (area, side) = match place.split_once(':') {
            None => (place, None),
            Some((area, side)) => {
                let known = Side::from_word(side);
                (
                    area,
                    Some(known.ok_or(format!("a side is `left` or `right`, not `{side}`"))?),
                )
            }
        };
        if area.is_empty() {
            return Err("name an area, for instance `neck` or `shoulder:right=6`".into());
        }
        Ok(Self {
            area: area.to_owned(),
            side,
            pain,
        })
    }
}

/// A flag as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagArg {
    /// The flag's id.
    pub flag: String,
    /// The only area that it concerns.
    pub area: Option<String>,
}

impl FromStr for FlagArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (flag, area) = match text.split_once(':') {
            None => (text, None),
            Some((flag, area)) => (flag, Some(area)),
        };
        if flag.is_empty() || area == Some("") {
            return Err(
                "name a flag, for instance `pregnancy`; `unhunch profile --flags` lists them"
                    .into(),
            );
        }
        Ok(Self {
            flag: flag.to_owned(),
            area: area.map(str::to_owned),
        })
    }
}

impl RequestArgs {
    /// Lays what was said on the command line over `base` (the person's profile and experience).
    ///
    /// # Errors
    ///
    /// [`BadRequest`] for a word that the library does not know, or figures out of range.
    pub fn over(&self, base: Request, library: &Library) -> Result<Request, BadRequest> {
        let vocabulary = library.vocabulary();
        let mut request = Request {
            minutes: self.minutes,
            seed: self.seed,
            ..base
        };
        for asked in &self.area {
            request.areas.push(WantedArea {
                area: area_id(&asked.area, vocabulary)?,
                side: asked.side,
                pain: asked.pain.unwrap_or(UNSAID_PAIN),
            });
        }
        if !self.position.is_empty() {
            request.positions.clear();
        }
        for word in &self.position {
            let named = vocabulary.positions_named(word);
            if named.is_empty() {
                return Err(BadRequest::unknown_position(word, vocabulary));
            }
            let ids = named.iter().map(|one| one.id.value.clone());
            request.positions.extend(ids);
        }
        if !self.equipment.is_empty() {
            let surroundings: BTreeSet<&Id> =
                vocabulary.surroundings().map(|one| &one.id.value).collect();
            // What the profile says is missing stays missing.
            request.equipment.retain(|id| surroundings.contains(id));
        }
        for word in self.equipment.iter().filter(|word| *word != "none") {
            request.equipment.insert(equipment_id(word, vocabulary)?);
        }
        for word in &self.without {
            request.equipment.remove(&equipment_id(word, vocabulary)?);
        }
        for said in &self.flag {
            let flag = vocabulary
                .flag(&said.flag)
                .ok_or_else(|| BadRequest::unknown_flag(&said.flag, vocabulary))?;
            let area = match &said.area {
                Some(_) if flag.local != Some(true) => {
                    return Err(BadRequest::NotLocal(flag.name.to_string()));
                }
                Some(area) => Some(area_id(area, vocabulary)?),
                None => None,
            };
            add_flag(&mut request.flags.set, &flag.id.value, area);
        }
        for word in &self.agree {
            let technique = library
                .technique(word)
                .ok_or_else(|| BadRequest::unknown_technique(word, library))?;
            request.flags.agreed.push(technique.id.value.clone());
        }
        request.goal = self.goal.unwrap_or(request.goal);
        request.intensity = self.intensity.unwrap_or(request.intensity);
        request.check(library)?;
        Ok(request)
    }
}

fn area_id(word: &str, vocabulary: &Vocabulary) -> Result<Id, BadRequest> {
    vocabulary
        .area(word)
        .map(|one| one.id.value.clone())
        .ok_or_else(|| BadRequest::unknown_area(word, vocabulary))
}

fn equipment_id(word: &str, vocabulary: &Vocabulary) -> Result<Id, BadRequest> {
    vocabulary
        .equipment(word)
        .map(|one| one.id.value.clone())
        .ok_or_else(|| BadRequest::unknown_equipment(word, vocabulary))
}

/// Sets a flag, in one area or everywhere, beside what is set already; everywhere wins.
fn add_flag(set: &mut Vec<FlagSet>, flag: &Id, area: Option<Id>) {
    let Some(known) = set.iter_mut().find(|one| one.flag == *flag) else {
        set.push(FlagSet {
            flag: flag.clone(),
            areas: area.into_iter().collect(),
        });
        return;
    };
    match area {
        None => known.areas.clear(),
        Some(area) if !known.areas.is_empty() && !known.areas.contains(&area) => {
            known.areas.push(area);
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_the_words_of_the_built_in_content() {
        use clap::CommandFactory as _;
        let library = unhunch_bundle::library();
        let words = library.vocabulary();
        let ids = |all: Vec<&Id>| {
            all.into_iter()
                .map(Id::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let areas = words.areas.iter().map(|one| &one.id.value).collect();
        let positions = words.positions.iter().map(|one| &one.id.value).collect();
        let things = words.equipment.iter().map(|one| &one.id.value).collect();
        let mut command = crate::args::Cli::command();
        let plan = command.find_subcommand_mut("plan").unwrap();
        let help = plan.render_long_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        for list in [ids(areas), ids(positions), ids(things)] {
            assert!(help.contains(&format!(": {list}")), "{list}");
        }
    }

    #[test]
    fn an_area_is_read_with_its_side_and_pain() {
        let read = |text: &str| text.parse::<AreaArg>();
        let area = |side, pain| AreaArg {
            area: "neck".into(),
            side,
            pain,
        };
        assert_eq!(read("neck"), Ok(area(None, None)));
        assert_eq!(read("neck:left"), Ok(area(Some(Side::Left), None)));
        assert_eq!(read("neck=0"), Ok(area(None, Some(0))));
        assert_eq!(read("neck:right=10"), Ok(area(Some(Side::Right), Some(10))));
        for bad in [
            "", ":left", "neck:up", "neck=11", "neck=-1", "neck=", "neck=six",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
