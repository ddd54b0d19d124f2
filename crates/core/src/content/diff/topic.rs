//! What is compared: facts, each about something.

/// What a fact is about, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What it is called.
    Name,
    /// How long it takes.
    Minutes,
    /// On which sides, in which directions.
    Sides,
    /// How much of it.
    Dose,
    /// How often.
    Often,
    /// The work that reaches an area.
    Load,
    /// Whom it leaves out, or asks.
    Caution,
    /// A reason to stop.
    Stop,
    /// What is asked, and which level a yes reaches.
    Question,
    /// What a level says, or what is said around the check.
    Advice,
    /// What is done, in a routine.
    Item,
    /// Where and with what.
    Needs,
    /// Whether plans may hold it, and how much it asks.
    Plans,
    /// The smaller form.
    Easier,
    /// The larger form.
    Harder,
    /// What is said while it is played.
    Cue,
    /// What is written about it.
    Words,
    /// The picture.
    Figure,
}

impl Topic {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Minutes => "minutes",
            Self::Sides => "sides",
            Self::Dose => "dose",
            Self::Often => "how often",
            Self::Load => "load",
            Self::Caution => "caution",
            Self::Stop => "stop sign",
            Self::Question => "question",
            Self::Advice => "advice",
            Self::Item => "item",
            Self::Needs => "needs",
            Self::Plans => "plans",
            Self::Easier => "easier",
            Self::Harder => "harder",
            Self::Cue => "cue",
            Self::Words => "words",
            Self::Figure => "figure",
        }
    }

    /// Whether it is told of an item that is new.
    pub(super) fn tells_of_new(self) -> bool {
        matches!(
            self,
            Self::Minutes
                | Self::Sides
                | Self::Dose
                | Self::Load
                | Self::Caution
                | Self::Question
                | Self::Item
        )
    }
}

/// One thing that a person would notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub topic: Topic,
    /// Of what, where a topic has several.
    pub of: Option<String>,
    /// In words.
    pub says: String,
    /// The seconds that the words tell, where they tell a time.
    pub seconds: Option<u32>,
    /// Tells apart what the words do not: of a picture, a fingerprint of all of its numbers.
    pub print: u64,
}

impl Fact {
    /// What it is compared by.
    pub(super) fn key(&self) -> (Topic, Option<&str>) {
        (self.topic, self.of.as_deref())
    }
}
