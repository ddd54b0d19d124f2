//! `unhunch profile`.

use clap::Args;

/// `unhunch profile`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch profile
  unhunch profile --flags
  unhunch profile --set-flag blood-thinners --equipment tennis-ball foam-roller
  unhunch profile --set-flag wound-fracture-surgery:neck,shoulder
  unhunch profile --positions seated --emergency-number 112")]
pub struct ProfileArgs {
    /// Set a condition, everywhere or only in some areas: `pregnancy`, `wound-fracture-surgery:neck`.
    #[arg(long, value_name = "F[:AREA,...]", num_args = 1..)]
    pub set_flag: Vec<String>,
    /// Take a condition back. Several, or commas.
    #[arg(long, value_name = "F", num_args = 1.., value_delimiter = ',')]
    pub clear_flag: Vec<String>,
    /// The things you have beside a chair, a wall and a doorway; `none` for nothing. Several, or commas.
    #[arg(long, value_name = "E", num_args = 1.., value_delimiter = ',')]
    pub equipment: Vec<String>,
    /// What is not there: `wall`, `chair`, `doorway`; `none` when all is. Several, or commas.
    #[arg(long, value_name = "E", num_args = 1.., value_delimiter = ',')]
    pub missing: Vec<String>,
    /// The positions that are usually fine: `seated`, `standing`, `floor`, or one by its id; `any` to
    /// forget them. Several, or commas.
    #[arg(long, value_name = "P", num_args = 1.., value_delimiter = ',')]
    pub positions: Vec<String>,
    /// The number to call in an emergency, as you would dial it.
    #[arg(long, value_name = "N", conflicts_with = "no_emergency_number")]
    pub emergency_number: Option<String>,
    /// Forget the emergency number.
    #[arg(long)]
    pub no_emergency_number: bool,
    /// Whether cues are spoken.
    #[arg(long, value_name = "on|off")]
    pub voice: Option<OnOff>,
    /// Agree to a technique that a condition asks about first, after asking your doctor. Several, or
    /// commas.
    #[arg(long, value_name = "TECHNIQUE", num_args = 1.., value_delimiter = ',')]
    pub agree: Vec<String>,
    /// Take such a word back. Several, or commas.
    #[arg(long, value_name = "TECHNIQUE", num_args = 1.., value_delimiter = ',')]
    pub disagree: Vec<String>,
    /// Begin with an empty profile; other flags are laid over it.
    #[arg(long)]
    pub reset: bool,
    /// List every condition that may be set, with its question.
    #[arg(
        long,
        conflicts_with_all = [
            "set_flag", "clear_flag", "equipment", "missing", "positions", "emergency_number",
            "no_emergency_number", "voice", "agree", "disagree", "reset",
        ]
    )]
    pub flags: bool,
    /// Print JSON (schema `unhunch.profile/1`, with --flags `unhunch.flags/1`).
    #[arg(long)]
    pub json: bool,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum OnOff {
    /// On.
    On,
    /// Off.
    Off,
}

impl ProfileArgs {
    /// Whether anything is to be changed.
    pub fn changes(&self) -> bool {
        let lists = [
            &self.set_flag,
            &self.clear_flag,
            &self.equipment,
            &self.missing,
            &self.positions,
            &self.agree,
            &self.disagree,
        ];
        lists.iter().any(|list| !list.is_empty())
            || self.emergency_number.is_some()
            || self.no_emergency_number
            || self.voice.is_some()
            || self.reset
    }
}
