//! Very many connections that say nothing, and what somebody who asks something meanwhile waits.

use std::net::TcpStream;
use std::time::Duration;

use nix::sys::resource::{Resource, getrlimit, setrlimit};

use super::client::Client;
use super::sides::Served;
use crate::bench::figures::{Figure, percentile};
use crate::clock;
use crate::workspace::Failure;

/// How many say nothing.
const SILENT: u64 = 10_000;
/// How often something is asked meanwhile.
const ASKED: usize = 200;
/// The promise, in ms: nobody notices.
const MOST_MS: f64 = 100.0;

/// Opens the connections, and asks.
pub(super) fn measure(served: &Served) -> Result<Vec<Figure>, Failure> {
    let (now, most) = getrlimit(Resource::RLIMIT_NOFILE)?;
    let needed = SILENT + 100;
    if now < needed {
        setrlimit(Resource::RLIMIT_NOFILE, needed.min(most), most)?;
    }
    let silent: Result<Vec<TcpStream>, _> = (0..SILENT)
        .map(|_| TcpStream::connect(served.address))
        .collect();
    let silent = silent.map_err(|error| format!("{SILENT} connections do not open: {error}"))?;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ASKED {
        let began = clock::now();
        // A connection of its own each time, which has to be taken among all the others.
        Client::new(served.address)?.get("/api/v1/sessions/open")?;
        times.push(began.elapsed());
    }
    let open = served.files();
    drop(silent);
    if open < SILENT {
        return Err(format!("only {open} of {SILENT} connections stayed open").into());
    }
    Ok(vec![Figure::new(
        format!("an answer beside {SILENT} idle connections, 99th percentile"),
        percentile(&mut times, 99),
        MOST_MS,
        "ms",
    )])
}
