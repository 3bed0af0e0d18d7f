//! A file on the device: its bytes, and its text.

#[cfg(feature = "every-product")]
use base64::{Engine as _, engine::general_purpose::STANDARD};
use js_sys::Uint8Array;
#[cfg(feature = "every-product")]
use shared::desk::{PaperForm, ShownRefused};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder, TextDecoderOptions};

/// The encodings tried, in order: what is not UTF-8 is what Chinese spreadsheets write.
const ENCODINGS: [&str; 2] = ["utf-8", "gb18030"];

/// The text of `file`; nothing when it is not text.
pub async fn read(file: File) -> Option<String> {
    text(&bytes(file).await?)
}

/// `file` in base64, as it is shown to the bank: text in UTF-8, everything else as it is.
///
/// # Errors
/// [`ShownRefused`] when the bank would not take it.
#[cfg(feature = "every-product")]
pub async fn to_show(file: File) -> Result<String, ShownRefused> {
    let bytes = bytes(file).await.ok_or(ShownRefused::OtherKind)?;
    let bytes = match PaperForm::of(&bytes) {
        Ok(_) => bytes,
        // Not UTF-8, but perhaps what Chinese spreadsheets write.
        Err(ShownRefused::OtherKind) => text(&bytes).ok_or(ShownRefused::OtherKind)?.into_bytes(),
        Err(why) => return Err(why),
    };
    Ok(STANDARD.encode(bytes))
}

fn text(bytes: &[u8]) -> Option<String> {
    // A workbook or a picture decodes as something, but text has no such character.
    if bytes.contains(&0) {
        return None;
    }
    ENCODINGS.into_iter().find_map(|encoding| decoded(bytes, encoding))
}

/// The bytes of `file`; nothing when it cannot be read.
pub async fn bytes(file: File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn decoded(bytes: &[u8], encoding: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
