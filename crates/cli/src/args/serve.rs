//! `unhunch serve`.

use clap::Args;

/// `unhunch serve`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  unhunch serve --open
  unhunch serve --listen 127.0.0.1:8080
  curl http://127.0.0.1:7171/api/v1/techniques")]
pub struct ServeArgs {
    /// Listen on this address of this computer.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7171")]
    pub listen: String,
    /// Log on standard error: error, warn, info, debug or off. A terminal is told what goes wrong, anything else
    /// what is answered, too, as JSON.
    #[arg(long, value_name = "LEVEL")]
    pub log: Option<String>,
    /// Open the first page in your browser.
    #[arg(long)]
    pub open: bool,
}
