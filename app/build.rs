//! Puts what the quote screen needs of the sample catalogue into the app as the JSON document a server
//! would publish, so that the first visit can quote before, or without, any answer from a server.

use std::{env, error::Error, fs, path::Path};

use shared::{canonical, catalogue::files};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../shared/catalogue");
    let catalogue = files::parse(files::SAMPLE).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("catalogue.json"), canonical::bytes(&catalogue.for_quote())?)?;
    fs::write(Path::new(&out).join("catalogue.digest"), catalogue.digest().to_string())?;
    Ok(())
}
