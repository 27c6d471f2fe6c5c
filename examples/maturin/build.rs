//! Compiles the C part for the target; cargo runs this program on the build machine.

fn main() {
    println!("cargo:rerun-if-changed=src/adler32.c");
    cc::Build::new().file("src/adler32.c").compile("adler32");
}
