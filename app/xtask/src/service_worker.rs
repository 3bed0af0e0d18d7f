//! The service worker: `public/service-worker.js` with its file list filled in.

use anyhow::{Result, ensure};

use crate::asset;

/// While developing nothing is kept: a reload must show what was just built.
const KEEPS_NOTHING: &str = "\
addEventListener(\"install\", () => skipWaiting());
addEventListener(\"activate\", (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))),
));
";

/// The worker that keeps `files` (addresses and their bytes) on the phone.
///
/// It changes whenever one of them does, which is how a browser learns of a new version.
///
/// # Errors
/// When `template` has no place for the list.
pub(crate) fn fill(template: &str, files: &[(String, Vec<u8>)]) -> Result<String> {
    let mut addresses = Vec::new();
    let mut contents = Vec::new();
    for (address, bytes) in files {
        addresses.push(format!("{address:?}"));
        contents.extend_from_slice(address.as_bytes());
        contents.extend_from_slice(bytes);
    }
    let release = asset::digest(&contents);
    let filled = template
        .replace("{{release}}", release.get(..16).unwrap_or(&release))
        .replace("\"{{files}}\"", &addresses.join(", "));
    ensure!(
        template.contains("\"{{files}}\"") && template.contains("{{release}}"),
        "public/service-worker.js must have places for \"{{{{files}}}}\" and {{{{release}}}}"
    );
    Ok(filled)
}

/// The worker of the development loop.
pub(crate) const fn for_development() -> &'static str {
    KEEPS_NOTHING
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "const R = \"{{release}}\"; const F = [\"{{files}}\"];";

    fn filled(content: &str) -> String {
        fill(TEMPLATE, &[("/".to_owned(), content.as_bytes().to_vec())]).unwrap()
    }

    #[test]
    fn a_changed_file_makes_a_new_release() {
        assert!(filled("one").contains("const F = [\"/\"];"));
        assert_ne!(filled("one"), filled("two"));
    }

    #[test]
    fn a_worker_without_a_place_for_the_list_is_refused() {
        assert!(fill("const R = 1;", &[]).is_err());
    }
}
