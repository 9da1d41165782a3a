import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Secret from './Secret.svelte';

test('a secret says what to do with it now and that it is not shown again', () => {
  render(Secret, { label: 'API token', secret: 'rcl_scim_x', next: 'Paste it in Entra as Secret Token.' });
  expect(screen.getByRole('textbox', { name: 'API token' })).toHaveValue('rcl_scim_x');
  const said = screen.getAllByRole('status').map((status) => status.textContent?.trim());
  expect(said).toContain('Paste it in Entra as Secret Token. You will not see it again.');
});
