import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import SuggestInput from './SuggestInput.svelte';

const offered = () => [...document.querySelectorAll('option')].map(({ value }) => value);

test('what is offered at first needs nothing typed', () => {
  render(SuggestInput, { label: 'Role', name: 'role', value: '', suggestions: ['Captain', 'Cook'] });
  const box = screen.getByRole('combobox', { name: 'Role' });
  expect(box).toHaveAttribute('list', document.querySelector('datalist')?.id);
  expect(offered()).toEqual(['Captain', 'Cook']);
});

test('while somebody types, what could be meant is asked for, and the last answer counts', async () => {
  const answers = new Map<string, (names: string[]) => void>();
  const suggest = (typed: string) => new Promise<string[]>((answer) => answers.set(typed, answer));
  render(SuggestInput, { label: 'Role', name: 'role', value: '', suggestions: ['Captain'], suggest });
  const box = screen.getByRole('combobox', { name: 'Role' });

  await userEvent.type(box, 'rig');
  await waitFor(() => expect([...answers.keys()]).toEqual(['rig']));
  await userEvent.type(box, 'ger');
  await waitFor(() => expect([...answers.keys()]).toEqual(['rig', 'rigger']));
  answers.get('rigger')?.(['Rigger']);
  await waitFor(() => expect(offered()).toEqual(['Rigger']));
  answers.get('rig')?.(['Rig owner', 'Rigger']);
  await new Promise((resolve) => setTimeout(resolve));
  expect(offered()).toEqual(['Rigger']);
});
