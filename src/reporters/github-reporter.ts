import type { Reporter, RunEvent } from '../domain/events.ts';
import {
  failureAnnotations,
  findingAnnotations,
  warningAnnotation,
  type RepositoryPlace,
} from './github-annotations.ts';
import { GROUP_END, groupStart, withoutCommands } from './github-command.ts';
import { createHumanClosing, type HumanOutput } from './human-closing.ts';
import { plainLineFor } from './plain-line.ts';
import { createProgressFilter } from './progress-filter.ts';
import type { TextStream } from './text-stream.ts';

/** For the log of GitHub Actions: the plain lines in groups that fold, warnings and failures as annotations. */
export function createGithubReporter(output: HumanOutput, place: RepositoryPlace): Reporter {
  const stdout = withoutCommandsOn(output.stdout);
  const stderr = withoutCommandsOn(output.stderr);
  const isNews = createProgressFilter();
  const close = createHumanClosing({ ...output, stdout, stderr });
  let group: string | undefined;

  function command(line: string): void {
    output.stdout.write(`${line}\n`);
  }
  function enter(title: string | undefined): void {
    if (group === title) return;
    if (group !== undefined) command(GROUP_END);
    if (title !== undefined) command(groupStart(title));
    group = title;
  }

  return {
    receive(event) {
      if (event.code === 'stage.started') enter(groupOf(event));
      if (event.code === 'run.finished') enter(undefined);
      if (event.code === 'warning.raised')
        command(warningAnnotation(event.data.message, event.data.actions));
      else if (isNews(event)) {
        const line = plainLineFor(event, output.look);
        if (line !== undefined) stdout.write(`${line}\n`);
      }
      if (event.code === 'lint.finished')
        for (const line of findingAnnotations(event.data.findings, place)) command(line);
      close(event);
      if (event.code === 'run.finished' && event.data.failure !== undefined)
        for (const line of failureAnnotations(event.data.failure, place)) command(line);
    },
  };
}

function groupOf({ data }: Extract<RunEvent, { code: 'stage.started' }>): string {
  if (data.package !== undefined) return data.package;
  return data.stage === 'github' ? 'GitHub' : 'Dev Hub and workspace';
}

function withoutCommandsOn(stream: TextStream): TextStream {
  return { write: (text: string) => stream.write(withoutCommands(text)) };
}
