//! Doses: how long, how often, and on whose word.
//!
//! All times are whole seconds. A dose is one kind of work, in sets, with a rest between them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use toml::Spanned;
use toml::de::DeValue;

use super::check;
use super::decode::{Cx, Decode, record};
use super::id::Id;
use super::schema::{Book, described};
use super::span::Sp;
use super::text::Text;

/// A range of whole numbers with the value that is usual; a bare number is all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The least that makes sense.
    pub min: u32,
    /// What is done when nothing speaks against it.
    pub usual: u32,
    /// The most that makes sense.
    pub max: u32,
}

impl Amount {
    /// A single value.
    pub const fn exactly(value: u32) -> Self {
        Self {
            min: value,
            usual: value,
            max: value,
        }
    }

    /// Whether `value` lies in the range.
    pub fn contains(&self, value: u32) -> bool {
        (self.min..=self.max).contains(&value)
    }
}

impl Decode for Amount {
    const NAME: &'static str = "a whole number or { min, usual, max }";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        if let DeValue::Integer(_) = value.get_ref() {
            return u32::decode(value, cx).map(Self::exactly);
        }
        let at = value.span().into();
        let table = cx.table(value, Self::NAME, &["min", "usual", "max"])?;
        let min: Option<u32> = cx.field(table, at, Self::NAME, "min");
        let max: Option<u32> = cx.field(table, at, Self::NAME, "max");
        let usual: Option<Option<u32>> = cx.field(table, at, Self::NAME, "usual");
        let (min, max, usual) = (min?, max?, usual?.or(min)?);
        if min <= usual && usual <= max {
            return Some(Self { min, usual, max });
        }
        let fault = check::bad_range::fault(cx.file, at, min, usual, max);
        cx.report(fault);
        None
    }

    fn schema(book: &mut Book) -> Value {
        book.shape("Amount", |book| {
            let number = u32::schema(book);
            json!({
                "description": "A whole number, or a range `{ min, usual, max }`; without `usual`, `min` is usual.",
                "anyOf": [
                    number,
                    {
                        "type": "object",
                        "properties": {
                            "min": described(&number, "The least that makes sense."),
                            "usual": described(&number, "What is done when nothing speaks against it; `min` without it."),
                            "max": described(&number, "The most that makes sense."),
                        },
                        "required": ["min", "max"],
                        "additionalProperties": false,
                    },
                ],
            })
        })
    }
}

record! {
    /// How long it takes to go there and back in one repetition.
    pub struct Tempo ("a tempo { there, back } in seconds") {
        /// Seconds on the way out.
        there: Sp<u32>,
        /// Seconds on the way back.
        back: Sp<u32>,
    }
}

record! {
    /// Staying in a position.
    pub struct Hold ("a hold { seconds }") {
        /// Seconds in the position.
        seconds: Sp<Amount>,
    }
}

record! {
    /// Staying for a number of breaths.
    pub struct Breaths ("breaths { count, seconds }") {
        /// How many breaths.
        count: Sp<Amount>,
        /// Seconds of one breath, in and out.
        seconds: Option<Sp<u32>>,
    }
}

record! {
    /// Repetitions at a tempo.
    pub struct Reps ("reps { count, tempo, hold }") {
        /// How many.
        count: Sp<Amount>,
        /// Seconds there and back.
        tempo: Option<Tempo>,
        /// Seconds held at the far end of each.
        hold: Option<Sp<Amount>>,
    }
}

record! {
    /// Free movement for a time, perhaps on several spots.
    pub struct Timed ("timed { seconds, spots }") {
        /// Seconds, on each spot or in each direction.
        seconds: Sp<Amount>,
        /// How many spots.
        spots: Option<Sp<Amount>>,
    }
}

/// One kind of work; written `{ hold = { … } }`, `{ breaths = { … } }` and so on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", bound(deserialize = "'de: 'static"))]
pub enum Work {
    /// Staying in a position.
    Hold(Hold),
    /// Staying for a number of breaths.
    Breaths(Breaths),
    /// Repetitions at a tempo.
    Reps(Reps),
    /// Free movement for a time.
    Timed(Timed),
}

impl Work {
    /// The kinds, as they are written.
    pub const KINDS: &'static [&'static str] = &["hold", "breaths", "reps", "timed"];

    /// The word of this kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Hold(_) => "hold",
            Self::Breaths(_) => "breaths",
            Self::Reps(_) => "reps",
            Self::Timed(_) => "timed",
        }
    }

    /// The amount that a plan may vary: seconds of a hold or of a timed work, count of reps or breaths.
    pub fn amount(&self) -> Amount {
        self.amount_sp().value
    }

    /// As [`Work::amount`], with its place.
    pub fn amount_sp(&self) -> Sp<Amount> {
        match self {
            Self::Hold(hold) => hold.seconds,
            Self::Breaths(breaths) => breaths.count,
            Self::Reps(reps) => reps.count,
            Self::Timed(timed) => timed.seconds,
        }
    }
}

impl Decode for Work {
    const NAME: &'static str = "one of { hold }, { breaths }, { reps }, { timed }";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let table = cx.table(value, Self::NAME, Self::KINDS)?;
        let mut entries = table.iter();
        let (Some((key, inner)), None) = (entries.next(), entries.next()) else {
            let at = value.span().into();
            let fault =
                check::wrong_type::one_of(cx.file, at, "kind of work", Self::KINDS, table.len());
            cx.report(fault);
            return None;
        };
        match key.get_ref().as_ref() {
            "hold" => Hold::decode(inner, cx).map(Self::Hold),
            "breaths" => Breaths::decode(inner, cx).map(Self::Breaths),
            "reps" => Reps::decode(inner, cx).map(Self::Reps),
            "timed" => Timed::decode(inner, cx).map(Self::Timed),
            // Already reported as an unknown key.
            _ => None,
        }
    }

    fn schema(book: &mut Book) -> Value {
        book.shape("Work", |book| {
            json!({
                "description": "One kind of work, written `{ hold = { … } }`, `{ breaths = { … } }` and so on.",
                "type": "object",
                "properties": {
                    "hold": Hold::schema(book),
                    "breaths": Breaths::schema(book),
                    "reps": Reps::schema(book),
                    "timed": Timed::schema(book),
                },
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
            })
        })
    }
}

record! {
    /// The rest between two sets.
    pub struct Rest ("a rest { seconds, basis }") {
        /// Seconds.
        seconds: Sp<u32>,
        /// The source that says so.
        source: Option<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// The default dose of a technique, which the planner uses.
    pub struct Dose ("a default dose") {
        /// The work of one set.
        work: Sp<Work>,
        /// How many sets.
        sets: Sp<Amount>,
        /// The source that gives these figures.
        source: Option<Sp<Id>>,
        /// What else they rest on: `general practice`, or the id of a source that is not the technique's.
        basis: Option<Sp<Text>>,
        /// The rest between sets.
        rest: Option<Rest>,
        /// What the seconds of a repetition or breath rest on, where no source gives them.
        tempo_basis: Option<Sp<Text>>,
        /// Why the usual dose lies outside what the sources say, or what it follows.
        reason: Option<Sp<Text>>,
    }
}

record! {
    /// What one source says about dose and frequency, as it says it.
    pub struct SourceDose ("a source's dose") {
        /// The source.
        source: Sp<Id>,
        /// The work of one set.
        work: Option<Sp<Work>>,
        /// How many sets.
        sets: Option<Sp<Amount>>,
        /// Times a day.
        per_day: Option<Sp<Amount>>,
        /// Days a week.
        days_per_week: Option<Sp<Amount>>,
        /// Minutes from one time to the next.
        every_minutes: Option<Sp<Amount>>,
        /// Minutes a day in all.
        minutes_a_day: Option<Sp<Amount>>,
        /// A remark of ours.
        note: Option<Sp<Text>>,
    }
}

record! {
    /// How often to do a technique.
    pub struct Frequency ("a frequency") {
        /// Times a day.
        per_day: Option<Sp<Amount>>,
        /// Days a week.
        days_per_week: Option<Sp<Amount>>,
        /// Minutes from one time to the next.
        every_minutes: Option<Sp<Amount>>,
        /// The source that says so.
        source: Option<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
        /// A remark of ours.
        reason: Option<Sp<Text>>,
    }
}

record! {
    /// A dose without ranges: what an easier or harder step, or a routine's item, asks for.
    pub struct FixedDose ("a dose { work, sets }") {
        /// The work of one set.
        work: Sp<Work>,
        /// How many sets; 1 when absent.
        sets: Option<Sp<u32>>,
    }
}
