//! A file on the device: its bytes, and its text.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder, TextDecoderOptions};

/// The encodings tried, in order: what is not UTF-8 is what Chinese spreadsheets write.
const ENCODINGS: [&str; 2] = ["utf-8", "gb18030"];

/// The text of `file`; nothing when it is not text.
pub async fn read(file: File) -> Option<String> {
    let bytes = bytes(file).await?;
    // A workbook or a picture decodes as something, but text has no such character.
    if bytes.contains(&0) {
        return None;
    }
    ENCODINGS.into_iter().find_map(|encoding| decoded(&bytes, encoding))
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
