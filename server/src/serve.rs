//! `puhui serve`: opens the installation and answers until told to stop.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;

use tokio::net::TcpListener;

use crate::assets::Site;
use crate::data_folder::DataFolder;
use crate::installation::Installation;
use crate::jobs;
use crate::keys::Opener;
use crate::log;
use crate::opening::{Opening, OpeningError};

/// Why the server could not open or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The installation cannot open.
    #[error("the installation cannot open")]
    Opening(#[from] OpeningError),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The listener failed.
    #[error("the server stopped")]
    Stopped(#[source] std::io::Error),
}

/// Serves on `listen` with everything kept in `data`, or in `database_url` when given; `opener`
/// unlocks the keys, `site` is the app.
///
/// Prints the address, and the simulators' where they stand in, when it is ready; stops on Ctrl-C or SIGTERM after
/// the requests in progress are answered.
///
/// # Errors
/// [`ServeError`].
pub async fn serve(
    listen: SocketAddr,
    data: &Path,
    database_url: Option<String>,
    opener: &Opener,
    site: Site,
) -> Result<(), ServeError> {
    let folder = DataFolder::open(data).map_err(OpeningError::from)?;
    let opening = Opening::from_folder(&folder, database_url, opener)?;
    let here = Opening { site, ..opening }.open().await?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|source| ServeError::Listen { address: listen, source })?;
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    let working = tokio::spawn(jobs::keep_working(here.clone()));
    let entering = tokio::spawn(log::keep_appending(here.clone()));
    announce(&here, address);
    let service = crate::router(here).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await;
    // Jobs are leased and idempotent: whatever is cut off here is taken up at the next start.
    working.abort();
    entering.abort();
    served.map_err(ServeError::Stopped)
}

/// Tells the person at the terminal; when nobody listens any more, the shop is open all the same.
fn announce(here: &Installation, address: SocketAddr) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{} is open at http://{address}", here.name().zh);
    if let Some(simulator) = &here.simulator {
        let _ = writeln!(out, "simulators at http://{}/simulator", simulator.address());
    }
}

/// Completes on Ctrl-C, or on the signal a service manager sends.
async fn told_to_stop() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    () = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be heard");
                interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
