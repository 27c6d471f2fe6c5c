import { describe, expect, test } from "@jest/globals";
import { debianArchive, suiteStanza } from "../../src/mirror/apt-sources.ts";

const DEBIAN_12 = `Types: deb
# an older snapshot of it
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

describe("where the machine gets Debian from", () => {
  test("is read from stanzas, with the archive for security updates and the keys", () => {
    expect(debianArchive([DEBIAN_12])).toEqual({
      main: "http://mirror.example/debian",
      security: "http://mirror.example/debian-security",
      signedBy: "/usr/share/keyrings/debian-archive-keyring.gpg",
    });
  });

  test("is read from lines, past comments, sources and other archives", () => {
    const text = [
      "# deb http://old.example/debian bookworm main",
      "deb [arch=amd64] http://tools.example/apt bookworm-tools extra",
      "deb-src http://source.example/debian bookworm main",
      "deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian/ trixie main contrib",
      "deb http://security.example/debian-security trixie-security main",
    ].join("\n");
    expect(debianArchive(["", text])).toEqual({
      main: "http://mirror.example/debian/",
      security: "http://security.example/debian-security",
      signedBy: "/keys/debian.gpg",
    });
  });

  test("takes the security archive from beside the main one where the machine names none", () => {
    expect(debianArchive(["deb http://mirror.example/debian bookworm main\n"])).toEqual({
      main: "http://mirror.example/debian",
      security: "http://mirror.example/debian-security",
      signedBy: undefined,
    });
  });

  test("is unknown on a derivative, on an installation disc, and where the sources are switched off", () => {
    expect(debianArchive(["deb http://archive.example/ubuntu noble main universe\n"])).toBeUndefined();
    expect(debianArchive(["deb cdrom:[Debian 12]/ bookworm main\n"])).toBeUndefined();
    expect(debianArchive([`Enabled: no\n${DEBIAN_12.split("\n\n")[0]}\n`])).toBeUndefined();
    expect(debianArchive([])).toBeUndefined();
  });

  test("keeps a key that stands in the stanza itself", () => {
    const key = "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----";
    const text = `Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\nSigned-By:${key}\n`;
    const archive = debianArchive([text]);
    expect(archive?.signedBy).toContain("mQINBF");
    expect(archive && suiteStanza(archive, "sid", "deb")).toContain(
      "Signed-By: -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF",
    );
  });
});

describe("the lists of one suite", () => {
  const archive = {
    main: "http://m.example/debian",
    security: "http://s.example/debian-security",
    signedBy: undefined,
  };

  test("name the main archive for a suite and the security archive for its security updates", () => {
    expect(suiteStanza(archive, "trixie", "deb-src")).toBe(
      "Types: deb-src\nURIs: http://m.example/debian\nSuites: trixie\nComponents: main\n",
    );
    expect(suiteStanza(archive, "bookworm-security", "deb")).toContain("URIs: http://s.example/debian-security\n");
  });
});
