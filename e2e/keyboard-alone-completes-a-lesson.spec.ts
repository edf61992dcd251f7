import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { Keys } from './fixtures/keys'
import { expect, test } from './fixtures/promise'
import type { Screen } from './fixtures/screen'
import { realEditor } from './fixtures/typing'

const SOLUTION = readFileSync('lessons/01-first-session/solution/app.js', 'utf8')
const BOTH_SWITCHES = SOLUTION.replace('resave: false', 'resave: true').replace(
  'saveUninitialized: false',
  'saveUninitialized: true',
)

/** The page, what a person without a mouse does to it, and the places they go to. */
function atKeyboard(page: Page, lesson: Screen) {
  const editor = lesson.code.getByRole('textbox').first()
  const keys = new Keys(page, editor)
  const address = (who: string) => page.getByLabel(`Address, as ${who}`)
  const runs = new Cards(page).timeline.getByRole('button', { name: /^Run.* ready in/ })
  return {
    keys,
    editor,
    address,
    /** Ctrl+Enter, from wherever one is. */
    run: async (run: number) => {
      await keys.press('Control+Enter')
      await expect(runs).toHaveCount(run)
    },
    rewrite: async (code: string) => {
      await keys.goTo(editor, 'back')
      await keys.writeOver(code)
    },
    send: async (who: string, number: number) => {
      await keys.goTo(address(who))
      await keys.press('Enter')
      await expect(new Cards(page).row(number)).toContainText('200')
    },
  }
}

test('keyboard alone completes a lesson, from the first Tab to the last task', async ({ page, lesson }) => {
  const { keys, address, run, rewrite, send } = atKeyboard(page, lesson)
  const cards = new Cards(page)
  await lesson.openLesson('01-first-session')
  await realEditor(lesson)

  await keys.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the stage' })).toBeFocused()
  await keys.press('Enter')
  await run(1)
  await send('Alice', 1)
  await send('Alice', 2)
  await lesson.expectTicked(1)

  await rewrite(SOLUTION)
  await run(2)
  await send('Alice', 3)
  await lesson.expectTicked(2)

  const question = lesson.task(3)
  // From behind one comes to the last option; the arrow goes on to the first and chooses it.
  await keys.goTo(question.getByRole('radio').last(), 'back')
  await keys.press('ArrowDown')
  await expect(question.getByRole('radio').first()).toBeChecked()
  await keys.goTo(question.getByRole('button', { name: 'That is my guess' }))
  await keys.press('Enter')
  await expect(question).toContainText('Kept. Now do the task and see.')
  await send('Alice', 4)
  await lesson.expectTicked(3)
  await expect(question).toContainText('as you expected')

  await keys.goTo(cards.browsers.getByRole('tab', { name: 'Alice' }), 'back')
  await keys.press('ArrowRight')
  await send('Bob', 5)
  await lesson.expectTicked(4)

  await keys.goTo(cards.browsers.getByRole('tab', { name: 'Bob' }), 'back')
  await keys.press('ArrowLeft')
  await keys.goTo(cards.browsers.getByRole('button', { name: /^connect\.sid/ }))
  await keys.press('Enter')
  const id = await cards.browsers.getByTitle('The session id').textContent()
  await keys.goTo(address('Alice'), 'back')
  await keys.writeOver(`/peek?key=${id ?? ''}`)
  await send('Alice', 6)
  await lesson.expectTicked(5)

  await rewrite(BOTH_SWITCHES)
  await run(3)
  await keys.goTo(cards.browsers.getByRole('tab', { name: 'Alice' }))
  await keys.press('ArrowRight')
  await keys.goTo(address('Bob'))
  await keys.writeOver('/about')
  await send('Bob', 7)
  await send('Bob', 8)
  await lesson.expectTicked(6)
  await expect(page.getByRole('region', { name: 'Lesson complete' })).toBeAttached()
})

test('Ctrl+M and Tab leave the code every time, as its hint says', async ({ page, lesson }) => {
  const { keys, editor } = atKeyboard(page, lesson)
  await lesson.openLesson('01-first-session')
  await realEditor(lesson)
  await keys.goTo(editor)
  await expect(lesson.code.getByText(/leaves the code/)).toBeVisible()
  for (const time of ['first', 'second']) {
    await keys.press('Tab')
    await expect(editor, `Tab indents, the ${time} time`).toBeFocused()
    await keys.press('Control+m', 'Tab')
    await expect(editor, `left, the ${time} time`).not.toBeFocused()
    await keys.press('Shift+Tab')
    await expect(editor).toBeFocused()
  }
})

test('whoever is back in the code at once finds that Tab indents again', async ({ page, lesson }) => {
  const { keys, editor } = atKeyboard(page, lesson)
  await lesson.openLesson('01-first-session')
  await realEditor(lesson)
  await keys.goTo(editor)
  await keys.press('Control+m')
  const left = await editor.evaluateHandle((code) => {
    const seen = { after: '' }
    // Back before the page does anything else, which no two keys can be pressed fast enough to be sure of.
    document.addEventListener('focusin', (arrival) => {
      if (arrival.target === code || seen.after !== '') return
      seen.after = arrival.target instanceof Element ? arrival.target.tagName : '?'
      if (code instanceof HTMLElement) code.focus()
    })
    return seen
  })
  await keys.press('Tab')
  await expect.poll(() => left.evaluate(({ after }) => after), 'Tab left the code').not.toBe('')
  await expect(editor).toBeFocused()
  await keys.press('Tab')
  await expect(editor, 'Tab indents').toBeFocused()
})
