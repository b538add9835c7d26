import { Modal } from '@mantine/core'
import { keyLabel } from '../lib/keys'
import { shortcuts } from '../lib/shortcuts'
import classes from './shortcut-list.module.css'

// ShortcutList is every key with what it does.
export function ShortcutList() {
  return (
    <div className={classes.list}>
      {shortcuts.map(group => (
        <section key={group.where}>
          <h3>{group.where}</h3>
          <dl>
            {group.all.map(shortcut => (
              <div key={shortcut.keys} className={classes.row}>
                <dt>
                  <kbd className="key">{keyLabel(shortcut.keys)}</kbd>
                </dt>
                <dd>{shortcut.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

export function ShortcutDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard" size={640} classNames={{ title: classes.title }}>
      <ShortcutList />
    </Modal>
  )
}
