//! A timeline as JSON, there and back.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::check::{self, TimelineFault};
use super::segment::Segment;
use super::{Item, Timeline};
use crate::content::Id;
use crate::routine::Side;

/// What `schema` says in a timeline that this version writes and reads.
pub const SCHEMA: &str = "unhunch.timeline/1";

/// Why a text is not a timeline.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not JSON, or not of this shape.
    #[error("this is not a timeline: {0}")]
    Json(#[from] serde_json::Error),
    /// It has the shape of a timeline but does not hold together.
    #[error("this timeline does not hold together: {0}")]
    Fault(#[from] TimelineFault),
}

/// A timeline as it is read, before it is checked.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = Timeline))]
#[serde(deny_unknown_fields)]
struct Unchecked {
    schema: String,
    name: String,
    routine: Option<Id>,
    first_side: Side,
    total_ms: u64,
    items: Vec<Item>,
    segments: Vec<Segment>,
}

impl TryFrom<Unchecked> for Timeline {
    type Error = TimelineFault;

    fn try_from(read: Unchecked) -> Result<Self, TimelineFault> {
        if read.schema != SCHEMA {
            return Err(TimelineFault::Schema { found: read.schema });
        }
        let timeline = Self {
            name: read.name,
            routine: read.routine,
            first_side: read.first_side,
            total_ms: read.total_ms,
            items: read.items,
            segments: read.segments,
        };
        check::check(&timeline)?;
        Ok(timeline)
    }
}

impl Timeline {
    /// Reads a timeline from JSON and checks all of it.
    ///
    /// # Errors
    ///
    /// Text that is not JSON of this shape (unknown fields included), or a timeline that does not hold
    /// together: the first fault found.
    pub fn from_json(text: &str) -> Result<Self, ReadError> {
        let read: Unchecked = serde_json::from_str(text)?;
        Ok(Self::try_from(read)?)
    }
}

impl Serialize for Timeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Timeline", 7)?;
        out.serialize_field("schema", SCHEMA)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("routine", &self.routine)?;
        out.serialize_field("first_side", &self.first_side)?;
        out.serialize_field("total_ms", &self.total_ms)?;
        out.serialize_field("items", &self.items)?;
        out.serialize_field("segments", &self.segments)?;
        out.end()
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for Timeline {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        Unchecked::schema()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for Timeline {
    fn name() -> std::borrow::Cow<'static, str> {
        "Timeline".into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        Unchecked::schemas(schemas);
    }
}

impl<'de> Deserialize<'de> for Timeline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Unchecked::deserialize(deserializer)?;
        Self::try_from(read).map_err(serde::de::Error::custom)
    }
}
