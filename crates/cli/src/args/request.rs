//! The flags that ask for a plan; `plan`, `start` and `xtask plan-model` share them.

use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use unhunch_core::content::{Goal, Intensity, Library};
use unhunch_core::plan::{BadRequest, Request, UNSAID_PAIN, WantedArea};
use unhunch_core::routine::Side;

/// What a plan should be like.
#[derive(Debug, Clone, Args)]
pub struct RequestArgs {
    /// How long, 1 to 60 minutes.
    #[arg(long, short, value_name = "N", default_value_t = 5)]
    pub minutes: u32,
    /// Where it bothers you, perhaps on one side, and how much: `neck`, `shoulder:right`, `neck=6`,
    /// `shoulder:right=6`. May be given several times.
    #[arg(
        long,
        short,
        value_name = "A[:left|right][=0-10]",
        value_delimiter = ','
    )]
    pub area: Vec<AreaArg>,
    /// Positions that are fine: `seated`, `standing`, `floor`, or one by its id. Several, or commas.
    #[arg(long, short, value_name = "P", value_delimiter = ',')]
    pub position: Vec<String>,
    /// Things at hand beyond a chair, a wall and a doorway; `none` for nothing. Several, or commas.
    #[arg(long, short, value_name = "E", value_delimiter = ',')]
    pub equipment: Vec<String>,
    /// What the minutes are for.
    #[arg(long, short, value_name = "G", value_parser = goals())]
    pub goal: Option<Goal>,
    /// The most that a technique may ask of you.
    #[arg(long, value_name = "I", value_parser = intensities())]
    pub intensity: Option<Intensity>,
    /// A number that varies the plan; the same number gives the same plan.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
}

fn goals() -> impl clap::builder::TypedValueParser<Value = Goal> {
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
            let area = vocabulary
                .area(&asked.area)
                .ok_or_else(|| BadRequest::Unknown {
                    what: "area",
                    word: asked.area.clone(),
                })?;
            request.areas.push(WantedArea {
                area: area.id.value.clone(),
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
                return Err(BadRequest::Unknown {
                    what: "position",
                    word: word.clone(),
                });
            }
            request
                .positions
                .extend(named.iter().map(|one| one.id.value.clone()));
        }
        if !self.equipment.is_empty() {
            request.equipment = vocabulary
                .surroundings()
                .map(|one| one.id.value.clone())
                .collect();
        }
        for word in self.equipment.iter().filter(|word| *word != "none") {
            let thing = vocabulary
                .equipment(word)
                .ok_or_else(|| BadRequest::Unknown {
                    what: "equipment",
                    word: word.clone(),
                })?;
            request.equipment.insert(thing.id.value.clone());
        }
        request.goal = self.goal.unwrap_or(request.goal);
        request.intensity = self.intensity.unwrap_or(request.intensity);
        request.check(library)?;
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
