//! `unhunch log`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use unhunch_core::routine::Side;

/// `unhunch log`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  unhunch log --pain 4
  unhunch log --pain 3 --area neck --side right --note \"after the long drive\"
  unhunch log --helped cat-cow
  unhunch log --undo")]
pub struct LogArgs {
    /// How much it hurts now, 0 (not at all) to 10 (the worst imaginable).
    #[arg(long, value_name = "N", value_parser = pain, allow_negative_numbers = true)]
    pub pain: Option<u8>,
    /// Where it hurts: `neck`, `shoulder`, `mid-back` ...
    #[arg(long, value_name = "A", requires = "pain")]
    pub area: Option<String>,
    /// On which side only.
    #[arg(long, value_name = "SIDE", requires = "area", value_parser = sides())]
    pub side: Option<Side>,
    /// A remark.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Techniques that helped. Several, or commas.
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub helped: Vec<String>,
    /// Techniques that hurt. Several, or commas.
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub hurt: Vec<String>,
    /// Techniques that changed nothing. Several, or commas.
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub no_change: Vec<String>,
    /// Withdraw the newest thing that was logged.
    #[arg(long, conflicts_with_all = ["pain", "area", "side", "note", "helped", "hurt", "no_change"])]
    pub undo: bool,
    /// Print JSON (schema `unhunch.logged/1`).
    #[arg(long)]
    pub json: bool,
}

fn pain(text: &str) -> Result<u8, String> {
    let number: Option<u8> = text.parse().ok().filter(|pain| *pain <= 10);
    number.ok_or_else(|| {
        format!("pain goes from 0 to 10, not `{text}`; say a whole number in between")
    })
}

fn sides() -> impl clap::builder::TypedValueParser<Value = Side> {
    PossibleValuesParser::new(["left", "right"])
        .try_map(|word| Side::from_word(&word).ok_or("not a side"))
}
