//! The edge of a preview: the socket, the signals, the runtime.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use super::Preview;
use crate::run::{Failure, Listen, bind, told_to_end};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(15);

/// Serves a preview until SIGTERM or SIGINT. `ready` is told the address once it is listened on, and begins to show
/// the set.
///
/// # Errors
///
/// When the address cannot be listened on, or the system gives no thread or tells of no signals.
pub fn run(
    preview: &Preview,
    listen: Listen,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("preview")
        .enable_all()
        .build()
        .map_err(|error| Failure::Failed(format!("the preview cannot begin: {error}")))?;
    let done = runtime.block_on(async {
        let (listener, address) = bind(listen)?;
        let ends = told_to_end()?;
        ready(address);
        tokio::select! {
            () = answer(preview.router(address.port()), &listener) => {}
            () = ends => {}
        }
        Ok(())
    });
    // An author who ends it waits for nobody.
    runtime.shutdown_timeout(Duration::from_millis(200));
    done
}

/// Answers for ever.
async fn answer(service: Router, listener: &TcpListener) {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many files, or a client that went away: the next one may do better.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = service
            .clone()
            .map_request(|request: hyper::Request<hyper::body::Incoming>| request.map(Body::new));
        let connection =
            http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        tokio::spawn(async move {
            // A client that breaks off is its own affair.
            let _ = connection.await;
        });
    }
}
