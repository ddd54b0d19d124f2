//! `unhunch list`: its flags.

use clap::Args;
use unhunch_core::content::Goal;
use unhunch_core::find::Query;

use super::request::goals;

/// `unhunch list`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch list                                  everything
  unhunch list neck stretch                     both words are found
  unhunch list --position seated --equipment none
  unhunch list --muscle rhomboids --goal relief
  unhunch list --routines                       ready-made routines
  unhunch list --source S3 --json")]
pub struct ListArgs {
    /// Words to find.
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only this family: mobility, stretch, massage, strength, breathing, temperature, posture.
    #[arg(long, value_name = "F")]
    pub family: Option<String>,
    /// Only for this area: neck, shoulder, shoulder-blade, mid-back, side, chest, lower-back.
    #[arg(long, short, value_name = "A")]
    pub area: Option<String>,
    /// Only those that work this muscle, for instance rhomboids, levator-scapulae.
    #[arg(long, value_name = "M")]
    pub muscle: Option<String>,
    /// Only in this position: seated, standing, floor, or one by its id.
    #[arg(long, short, value_name = "P")]
    pub position: Option<String>,
    /// Only with this equipment, for instance foam-roller; `none` for what needs no props.
    #[arg(long, short, value_name = "E")]
    pub equipment: Option<String>,
    /// Only for this cause, for instance poor-posture, stress, sedentary.
    #[arg(long, value_name = "C")]
    pub cause: Option<String>,
    /// Only those that serve this goal well.
    #[arg(long, short, value_name = "G", value_parser = goals())]
    pub goal: Option<Goal>,
    /// Only those that rest on this source, for instance S3.
    #[arg(long, value_name = "S")]
    pub source: Option<String>,
    /// List hand-written routines; filters then ask for a technique that they hold.
    #[arg(long)]
    pub routines: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

impl ListArgs {
    /// What is looked for.
    pub(crate) fn query(&self) -> Query {
        Query {
            words: self.words.clone(),
            family: self.family.clone(),
            area: self.area.clone(),
            muscle: self.muscle.clone(),
            position: self.position.clone(),
            equipment: self.equipment.clone(),
            cause: self.cause.clone(),
            goal: self.goal,
            source: self.source.clone(),
        }
    }
}
