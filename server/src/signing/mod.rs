//! Signatures that any PDF reader and any court's expert can check.

pub mod bank;
pub mod cms;
pub mod pdf;
pub mod query;

use shared::timestamp::Timestamp;

use self::pdf::Prepared;
use crate::failure::Failure;
use crate::printing::PdfError;

/// What `print` sets, with room for a signature by `signer` at `at`.
///
/// Setting several pages takes tens of milliseconds, too long for a thread that serves others.
///
/// # Errors
/// [`Failure`] when it cannot be printed.
pub async fn printed(
    print: impl FnOnce() -> Result<Vec<u8>, PdfError> + Send + 'static,
    signer: String,
    at: Timestamp,
) -> Result<Prepared, Failure> {
    let printed = tokio::task::spawn_blocking(move || {
        let bytes = print().map_err(Failure::internal)?;
        pdf::prepare(&bytes, &signer, at).map_err(Failure::internal)
    });
    printed.await.map_err(Failure::internal)?
}
