import { expect, type Page } from '@playwright/test';
import { test } from 'smsctl/playwright';

async function askForCode(page: Page, number: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Phone number').fill(number);
  await page.getByRole('button', { name: 'Send me a code' }).click();
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Sign up' }).click();
}

test('signs up with the code that came', async ({ page, number }) => {
  await askForCode(page, number.number);
  await enter(page, await number.waitForCode());
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
});

test('a wrong code is refused, the right one still works', async ({ page, number }) => {
  await askForCode(page, number.number);
  await enter(page, 'nonsense');
  await expect(page.getByText('This is not the code.')).toBeVisible();
  await enter(page, await number.waitForCode());
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
});

test('the code of one number is not the code of another', async ({ page, number, rentNumber }) => {
  const other = await rentNumber();
  await askForCode(page, other.number);
  const code = await other.waitForCode();
  await askForCode(page, number.number);
  await enter(page, code);
  await expect(page.getByText('This is not the code.')).toBeVisible();
});

test('no number is rented for a test that asks for none', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByLabel('Phone number')).toBeVisible();
});
