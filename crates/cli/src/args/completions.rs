//! `unhunch completions`: its flags.

use clap::Args;
use clap_complete::Shell;

/// `unhunch completions`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  unhunch completions bash > ~/.local/share/bash-completion/completions/unhunch
  unhunch completions zsh > ~/.zfunc/_unhunch
  unhunch completions fish > ~/.config/fish/completions/unhunch.fish
  unhunch completions powershell >> $PROFILE")]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}
