//! How the words and numbers of a figure file are read.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::DeValue;
use unhunch_figure::{
    Base, Breathing, Crop, Direction, End, Joint, Motion, Path, Phase, Place, PropKind, PropPlace,
    Region, Side, Spot, Touch, Word, sided,
};

use super::motions_of;
use crate::content::Sp;
use crate::content::check;
use crate::content::decode::{Cx, Decode};
use crate::content::schema::{self, Book, told};

/// Reads a word of a closed list.
fn word<T: Word>(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<T> {
    let DeValue::String(text) = value.get_ref() else {
        cx.wrong_type(value, T::WHAT);
        return None;
    };
    let found = T::from_word(text);
    if found.is_none() {
        unknown(value, text, T::WHAT, T::WORDS, cx);
    }
    found
}

fn unknown(value: &Spanned<DeValue<'_>>, text: &str, what: &str, known: &[&str], cx: &mut Cx<'_>) {
    let fault = check::unknown_word::fault(cx.file, value.span().into(), text, what, known);
    cx.report(fault);
}

/// Reads words of the figure crate.
macro_rules! words {
    ($($word:ty),* $(,)?) => {
        $(impl Decode for $word {
            const NAME: &'static str = <$word as Word>::WHAT;

            fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
                word(value, cx)
            }

            fn schema(_: &mut Book) -> Value {
                let meanings: Vec<String> =
                    <$word as Word>::MEANINGS.iter().map(|lines| told(lines)).collect();
                schema::words(<$word as Word>::WORDS, &meanings)
            }
        })*
    };
}

words!(
    Base, Breathing, Crop, Direction, Path, Phase, PropKind, PropPlace, Region, Side, Touch
);

impl Decode for f64 {
    const NAME: &'static str = "a number";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let read = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                // Anything that a body measures is far smaller than what a float holds exactly.
                .map(|number| number as f64),
            DeValue::Float(number) => number.as_str().replace('_', "").parse().ok(),
            _ => {
                cx.wrong_type(value, Self::NAME);
                return None;
            }
        };
        let sane = read.filter(|number: &f64| number.is_finite() && number.abs() <= MOST);
        if sane.is_none() {
            let text = match value.get_ref() {
                DeValue::Integer(number) => number.as_str(),
                DeValue::Float(number) => number.as_str(),
                _ => "",
            };
            let fault = check::figure_shape::absurd_number(cx.file, value.span().into(), text);
            cx.report(fault);
        }
        sane
    }

    fn schema(_: &mut Book) -> Value {
        json!({ "type": "number", "minimum": -MOST, "maximum": MOST })
    }
}

/// Nothing about a body is larger, in cm or degrees.
const MOST: f64 = 1000.0;

/// A list of exactly `N` numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Numbers<const N: usize>(#[serde(with = "numbers")] pub [f64; N]);

/// Two numbers.
pub type Vector = Numbers<2>;
/// Three numbers: left, up and forward, in cm.
pub type XYZ = Numbers<3>;

mod numbers {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer, const N: usize>(
        numbers: &[f64; N],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        numbers.as_slice().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        deserializer: D,
    ) -> Result<[f64; N], D::Error> {
        let numbers = Vec::<f64>::deserialize(deserializer)?;
        numbers
            .try_into()
            .map_err(|_| serde::de::Error::custom("a list of another length"))
    }
}

impl<const N: usize> Decode for Numbers<N> {
    const NAME: &'static str = if N == 2 {
        "a list of two numbers"
    } else {
        "a list of three numbers"
    };

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let read: Vec<Option<f64>> = items.iter().map(|item| f64::decode(item, cx)).collect();
        let read: Vec<f64> = read.into_iter().collect::<Option<_>>()?;
        let numbers = read.try_into().ok().map(Self);
        if numbers.is_none() {
            cx.wrong_type(value, Self::NAME);
        }
        numbers
    }

    fn schema(book: &mut Book) -> Value {
        json!({ "type": "array", "items": f64::schema(book), "minItems": N, "maxItems": N })
    }
}

/// A place on the body, or with `both-` the left and the right one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceWord {
    /// The places; never empty.
    pub places: Vec<Place>,
}

impl PlaceWord {
    /// The places that a word names.
    pub fn named(word: &str) -> Option<Self> {
        if let Some(rest) = word.strip_prefix("both-") {
            let spot = Spot::from_word(rest).filter(|spot| spot.is_paired())?;
            let places = Side::BOTH.map(|side| Place::on(spot, side)).to_vec();
            return Some(Self { places });
        }
        let place = Place::named(word)?;
        Some(Self {
            places: vec![place],
        })
    }

    /// Every word that [`PlaceWord::named`] knows.
    pub fn words() -> Vec<String> {
        let mut words = Place::words();
        let paired = Spot::ALL.iter().filter(|spot| spot.is_paired());
        words.extend(paired.map(|spot| format!("both-{spot}")));
        words
    }

    /// The only place; none of both.
    pub fn one(&self) -> Option<Place> {
        match self.places.as_slice() {
            [place] => Some(*place),
            _ => None,
        }
    }
}

impl Decode for PlaceWord {
    const NAME: &'static str = "a place on the body";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let found = Self::named(text);
        if found.is_none() {
            let known = Place::words();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            unknown(value, text, Self::NAME, &known, cx);
        }
        found
    }

    fn schema(book: &mut Book) -> Value {
        book.shape("PlaceWord", |_| json!({ "enum": Self::words() }))
    }
}

/// A part that reaches, or both of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    /// Which part.
    pub end: End,
    /// Of which side; both without one.
    pub side: Option<Side>,
}

/// Both of a pair, as they are written.
const PAIRS: [(&str, End); 4] = [
    ("hands", End::Hand),
    ("elbows", End::Elbow),
    ("knees", End::Knee),
    ("feet", End::Foot),
];

impl Both {
    /// What a word names.
    pub fn named(word: &str) -> Option<Self> {
        if let Some((_, end)) = PAIRS.iter().find(|(pair, _)| *pair == word) {
            return Some(Self {
                end: *end,
                side: None,
            });
        }
        let (side, rest) = sided(word);
        let end = End::from_word(rest)?;
        side.map(|side| Self {
            end,
            side: Some(side),
        })
    }

    /// Every word that [`Both::named`] knows.
    pub fn words() -> Vec<String> {
        let both = PAIRS.iter().flat_map(|(pair, end)| {
            let sides = Side::BOTH.map(|side| format!("{side}-{end}"));
            sides.into_iter().chain([(*pair).to_owned()])
        });
        both.collect()
    }
}

impl Decode for Both {
    const NAME: &'static str = "a part that reaches";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let found = Self::named(text);
        if found.is_none() {
            let known = Self::words();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            unknown(value, text, Self::NAME, &known, cx);
        }
        found
    }

    fn schema(_: &mut Book) -> Value {
        json!({ "enum": Self::words() })
    }
}

/// A joint, or a pair of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointWord {
    /// The joints; never empty.
    pub joints: Vec<Joint>,
}

/// A motion of a joint, and by how many degrees.
pub type Bend = (Sp<Motion>, Sp<f64>);

/// The angles of joints: for each joint the motions and their degrees.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Angles(pub Vec<(Sp<JointWord>, Vec<Bend>)>);

impl Decode for Angles {
    const NAME: &'static str = "a table of joints";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            cx.wrong_type(value, Self::NAME);
            return None;
        };
        let mut whole = true;
        let mut angles = Vec::with_capacity(table.len());
        for (key, value) in table {
            let Some(joints) = Joint::named(key.get_ref()) else {
                let known = Joint::words();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let fault = check::unknown_word::fault(
                    cx.file,
                    key.span().into(),
                    key.get_ref(),
                    "a joint",
                    &known,
                );
                cx.report(fault);
                whole = false;
                continue;
            };
            let joint = JointWord { joints };
            let bends = bends(&joint, value, cx);
            whole &= bends.is_some();
            angles.push((
                Sp {
                    value: joint,
                    span: key.span().into(),
                },
                bends.unwrap_or_default(),
            ));
        }
        whole.then_some(Self(angles))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(book: &mut Book) -> Value {
        book.shape("Angles", |book| {
            let degrees = f64::schema(book);
            let joints: Map<String, Value> = Joint::words()
                .into_iter()
                .map(|word| {
                    let motions: Map<String, Value> = Joint::named(&word)
                        .map(|joints| JointWord { joints })
                        .map_or_else(Vec::new, |joint| motions_of(&joint))
                        .into_iter()
                        .map(|motion| (motion.to_owned(), degrees.clone()))
                        .collect();
                    let schema = json!({
                        "type": "object",
                        "properties": motions,
                        "additionalProperties": false,
                    });
                    (word, schema)
                })
                .collect();
            json!({ "type": "object", "properties": joints, "additionalProperties": false })
        })
    }
}

/// The motions of a joint.
fn bends(joint: &JointWord, value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Vec<Bend>> {
    let DeValue::Table(table) = value.get_ref() else {
        cx.wrong_type(value, "a table of movements, such as `{ flexion = 30 }`");
        return None;
    };
    let known = motions_of(joint);
    let mut whole = true;
    let mut bends = Vec::with_capacity(table.len());
    for (key, value) in table {
        let motion = Motion::from_word(key.get_ref()).filter(|motion| {
            joint
                .joints
                .first()
                .is_some_and(|joint| joint.kind.motion(*motion).is_some())
        });
        let Some(motion) = motion else {
            let fault = check::unknown_word::fault(
                cx.file,
                key.span().into(),
                key.get_ref(),
                "a movement of this joint",
                &known,
            );
            cx.report(fault);
            whole = false;
            continue;
        };
        match Sp::<f64>::decode(value, cx) {
            Some(degrees) => bends.push((
                Sp {
                    value: motion,
                    span: key.span().into(),
                },
                degrees,
            )),
            None => whole = false,
        }
    }
    whole.then_some(bends)
}

/// A point of a rope: a place on the body, or a point in space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum KnotWord {
    /// A place on the body.
    Place(PlaceWord),
    /// Left, up and forward, in cm.
    Point(XYZ),
}

impl Decode for KnotWord {
    const NAME: &'static str = "a place on the body, or a list of three numbers";

    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => PlaceWord::decode(value, cx).map(Self::Place),
            DeValue::Array(_) => XYZ::decode(value, cx).map(Self::Point),
            _ => {
                cx.wrong_type(value, Self::NAME);
                None
            }
        }
    }

    fn schema(book: &mut Book) -> Value {
        json!({ "anyOf": [PlaceWord::schema(book), XYZ::schema(book)] })
    }
}

/// The points of a rope.
pub type Knots = Vec<Sp<KnotWord>>;
